package dev.ftpsd.server.hook;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.ftpsd.server.audit.Json;
import dev.ftpsd.server.config.Happening;

/** The JSON text of an event, field by field. One thread. */
final class EventText {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** With the fields that all have. */
    EventText(Happening happening, Occasion occasion) {
        fields.put("event", happening.word());
        fields.put("id", occasion.id());
        fields.put("time", occasion.time().toString());
        fields.put("session", occasion.who().session());
        fields.put("from", occasion.who().from());
        fields.put("user", occasion.who().user());
        text("command", occasion.verb());
    }

    /** A field that is left out where it is empty. */
    EventText text(String key, String value) {
        if (!value.isEmpty()) {
            fields.put(key, value);
        }
        return this;
    }

    EventText number(String key, long value) {
        fields.put(key, value);
        return this;
    }

    String json() {
        return Json.write(fields);
    }
}
