package dev.ftpsd.server.hook;

import java.util.List;

import dev.ftpsd.server.config.Happening;

/**
 * What a hook is told of an upload. {@code EVENTS.md} is its manual.
 *
 * @param occasion with the time of the last byte
 * @param path of the file, as the user sees it
 * @param place where it is on this machine, as an absolute path: aside while the upload waits; empty where it is elsewhere
 * @param bytes of this upload, as they are stored
 * @param sha256 of the whole file in lower-case digits, or empty
 */
public record UploadEvent(Occasion occasion, String path, String place, long bytes, String sha256)
        implements HookEvent {

    /** The same of a file in another place. */
    public UploadEvent at(String other) {
        return new UploadEvent(occasion, path, other, bytes, sha256);
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
        return new EventText(happening(), occasion).text("path", path).number("bytes", bytes).text("file", place)
                .text("sha-256", sha256).json();
    }
}
