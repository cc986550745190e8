package dev.ftpsd.server.hook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a {@link Receiver} was told, as a program reads it. */
final class ToldFacts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ToldFacts() {}

    static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> all(Receiver receiver) {
        return receiver.told().stream().map(told -> read(told.body())).toList();
    }

    /** The events, in alphabetical order. */
    static List<String> words(Receiver receiver) {
        return all(receiver).stream().map(fact -> fact.path("event").asText()).sorted().toList();
    }

    /** The one of that kind. */
    static JsonNode of(Receiver receiver, String event) {
        var found = all(receiver).stream().filter(fact -> fact.path("event").asText().equals(event)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + event + ": " + all(receiver));
        }
        return found.getFirst();
    }

    /** The values of these fields, with a dash for one that is missing. */
    static String fields(JsonNode fact, String... names) {
        return String.join(" ", List.of(names).stream().map(name -> fact.path(name).asText("-")).toList());
    }
}
