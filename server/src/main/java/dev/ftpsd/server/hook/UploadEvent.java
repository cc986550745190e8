package dev.ftpsd.server.hook;

import java.time.Instant;
import java.util.List;

import dev.ftpsd.server.audit.EventLog.Who;
import dev.ftpsd.server.config.Happening;

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
        String sha256) implements HookEvent {

    /** The same of a file in another place. */
    public UploadEvent at(String other) {
        return new UploadEvent(id, time, who, verb, path, other, bytes, sha256);
    }

    @Override
    public Happening happening() {
        return Happening.UPLOAD;
    }

    @Override
    public List<String> paths() {
        return List.of(path);
    }

    @Override
    public Trace trace() {
        return Trace.there(place);
    }

    @Override
    public String json() {
        return new EventText(happening(), new Occasion(id, time, who, verb)).text("path", path).number("bytes", bytes)
                .text("file", place).text("sha-256", sha256).json();
    }
}
