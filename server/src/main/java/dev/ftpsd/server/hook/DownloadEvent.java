package dev.ftpsd.server.hook;

import java.util.List;

import dev.ftpsd.server.config.Happening;

/**
 * What a hook is told of a download that the client got all of that it asked for.
 *
 * @param occasion with the time of the last byte
 * @param path of the file, as the user sees it
 * @param place where it is on this machine, as an absolute path; empty where it is elsewhere
 * @param sent which bytes
 */
public record DownloadEvent(Occasion occasion, String path, String place, Sent sent) implements HookEvent {

    /**
     * Which bytes of a file went out.
     *
     * @param first the number of the first, from 0
     * @param bytes how many, before any translation
     * @param size of the file when the download began
     */
    public record Sent(long first, long bytes, long size) {}

    @Override
    public Happening happening() {
        return Happening.DOWNLOAD;
    }

    @Override
    public List<String> paths() {
        return List.of(path);
    }

    /** The event is written when all is over. */
    @Override
    public Trace trace() {
        return Trace.NONE;
    }

    @Override
    public String json() {
        return new EventText(happening(), occasion).text("path", path).number("bytes", sent.bytes)
                .number("first", sent.first).number("size", sent.size).text("file", place).json();
    }
}
