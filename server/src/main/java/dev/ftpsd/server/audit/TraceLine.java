package dev.ftpsd.server.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.ftpsd.server.audit.EventLog.Who;
import dev.ftpsd.server.protocol.Printable;

/**
 * A line of a trace: safe to print, whatever a client has sent, and of bounded length.
 *
 * @param time when it was said
 * @param who whose it is; {@link #NOBODY} where it is of no session
 * @param text escaped; what is longer than {@value #LONGEST} characters is cut
 */
public record TraceLine(Instant time, Who who, Kind kind, String text) {

    /** Of what is said about the trace itself. */
    static final Who NOBODY = new Who(0, "", "");

    private static final int LONGEST = 8192;

    /** Of a name that is tried: those of users are no longer. */
    private static final int LONGEST_NAME = 64;

    /** Who says it. */
    public enum Kind {
        CLIENT, SERVER,
        /** A fact of the event log. */
        EVENT,
        /** So many lines came while the reader was too slow. */
        DROPPED,
        /** Nothing more will come, for that reason. */
        END;

        /** As the JSON of a line has it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public TraceLine {
        who = new Who(who.session(), who.from(), cut(who.user(), LONGEST_NAME));
        text = Printable.escape(cut(text, LONGEST));
    }

    /** A line that is said now. */
    static TraceLine now(Who who, Kind kind, String text) {
        return new TraceLine(Instant.now(), who, kind, text);
    }

    /** That lines are missing here. */
    static TraceLine dropped(long lines) {
        return now(NOBODY, Kind.DROPPED,
                lines + (lines == 1 ? " line is" : " lines are")
                        + " left out here: they came faster than they were read");
    }

    /** The last line of all. */
    public static TraceLine end(String reason) {
        return now(NOBODY, Kind.END, reason);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    /** What it takes of the memory that a trace may have, in characters. */
    int size() {
        return text.length() + who.user().length();
    }

    /** In the words of its JSON. */
    public Map<String, Object> json() {
        var row = new LinkedHashMap<String, Object>();
        row.put("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
        row.put("kind", kind.word());
        if (!who.from().isEmpty()) {
            row.put("session", who.session());
            row.put("from", who.from());
            row.put("user", who.user());
        }
        row.put("text", text);
        return row;
    }
}
