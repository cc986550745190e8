package dev.ftpsd.server.hook;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * What a later process can look at to know whether something has happened that was just about to when this one was killed.
 *
 * @param line as it stands in the spool: an absolute path of this machine where something is, such a path behind {@link #GONE}
 *        where something was, or nothing where nobody can know
 */
record Trace(String line) {

    /** What happened leaves nothing behind, or not on this machine. */
    static final Trace NONE = new Trace("");

    private static final String GONE = "gone:";

    /** It has happened if something is at that place; an empty one is on another machine. */
    static Trace there(String place) {
        return new Trace(place);
    }

    /** It has happened if nothing is at that place any more; an empty one is on another machine. */
    static Trace gone(String place) {
        return place.isEmpty() ? NONE : new Trace(GONE + place);
    }

    /**
     * Whether it has happened, or nobody can know: twice is better than never.
     *
     * @throws InvalidPathException if the line is none of ours
     */
    boolean isSeen() {
        if (line.startsWith(GONE)) {
            // A disk that does not answer says nothing: who hears that something is gone may throw away what was made of it.
            return Files.notExists(Path.of(line.substring(GONE.length())), LinkOption.NOFOLLOW_LINKS);
        }
        return line.isEmpty() || !Files.notExists(Path.of(line));
    }
}
