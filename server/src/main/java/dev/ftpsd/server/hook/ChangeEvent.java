package dev.ftpsd.server.hook;

import java.util.List;

import dev.ftpsd.server.config.Happening;

/**
 * What a hook is told of a change of the tree.
 *
 * @param happening DELETE, RENAME, MKDIR or RMDIR
 * @param occasion with the time just before
 * @param path of what changes, as the user sees it; for a rename the old one
 * @param to the new path of a rename; else empty
 * @param place where it is on this machine, or was, as an absolute path; for a rename the new one; empty where it is elsewhere
 * @param trace how a later process sees that it has happened
 */
public record ChangeEvent(Happening happening, Occasion occasion, String path, String to, String place, Trace trace)
        implements
        HookEvent {

    /** A directory is made at {@code place}. */
    public static ChangeEvent made(Occasion occasion, String path, String place) {
        return new ChangeEvent(Happening.MKDIR, occasion, path, "", place, Trace.there(place));
    }

    /**
     * A file or a directory goes that is at {@code place}.
     *
     * @param happening DELETE or RMDIR
     */
    public static ChangeEvent gone(Happening happening, Occasion occasion, String path, String place) {
        return new ChangeEvent(happening, occasion, path, "", place, Trace.gone(place));
    }

    /** What is at {@code place} gets another path. The new one may have been taken before, so the old one tells that it has. */
    public static ChangeEvent renamed(Occasion occasion, Name from, Name to) {
        return new ChangeEvent(Happening.RENAME, occasion, from.path, to.path, to.place, Trace.gone(from.place));
    }

    /** A path, as the user sees it, and where it is on this machine. */
    public record Name(String path, String place) {}

    @Override
    public List<String> paths() {
        return to.isEmpty() ? List.of(path) : List.of(path, to);
    }

    @Override
    public String json() {
        return new EventText(happening, occasion).text("path", path).text("to", to).text("file", place).json();
    }
}
