package dev.ftpsd.server.hook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.ftpsd.server.audit.EventLog.Who;
import dev.ftpsd.server.audit.Json;

/**
 * What a hook is told of an upload. {@code EVENTS.md} is its manual.
 *
 * @param id the same for every call about this upload
 * @param time of the last byte
 * @param who has sent it
 * @param verb the command: STOR, APPE, STOU
 * @param path of the file, as the user sees it
 * @param place where it is on this machine, as an absolute path: aside while the upload waits; empty where it is elsewhere
 * @param bytes of this upload, as they are stored
 * @param sha256 of the whole file in lower-case digits, or empty
 */
public record UploadEvent(String id, Instant time, Who who, String verb, String path, String place, long bytes,
        String sha256) {

    /** The same of a file in another place. */
    public UploadEvent at(String other) {
        return new UploadEvent(id, time, who, verb, path, other, bytes, sha256);
    }

    /** The JSON text, in one line. */
    String json() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("event", "upload");
        fields.put("id", id);
        fields.put("time", time.toString());
        fields.put("session", who.session());
        fields.put("from", who.from());
        fields.put("user", who.user());
        fields.put("command", verb);
        fields.put("path", path);
        fields.put("bytes", bytes);
        putUnlessEmpty(fields, "file", place);
        putUnlessEmpty(fields, "sha-256", sha256);
        return Json.write(fields);
    }

    private static void putUnlessEmpty(Map<String, Object> fields, String key, String value) {
        if (!value.isEmpty()) {
            fields.put(key, value);
        }
    }
}
