package dev.ftpsd.server.audit;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import dev.ftpsd.server.audit.EventLog.Who;
import dev.ftpsd.server.audit.FileMoved.Completion;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A line for each transfer of a file, as xferlog(5) of wu-ftpd has it, which programs read that count transfers. Written at level TRACE, so
 * that nobody has it who has not asked for it; {@code conf/log4j2.xml} says how, and {@code server/src/docs/EVENTS.md} what it holds.
 */
final class TransferLog {

    private static final Logger LOG = LogManager.getLogger("dev.ftpsd.xferlog");

    /** As ctime(3): the day of the month has a blank for its first digit, not a zero. */
    private static final DateTimeFormatter CTIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US);

    private static final String ANONYMOUS = "anonymous";

    private TransferLog() {}

    /** A file went over the wire, or did not. */
    static void write(Who who, FileMoved moved) {
        if (LOG.isTraceEnabled()) {
            LOG.trace(line(ZonedDateTime.now(ZoneId.systemDefault()), who, moved));
        }
    }

    /**
     * The line: time, seconds, address, bytes, name, type, action, direction, access, user, service, authentication and its user,
     * completion. Readers part it at blanks, so none is in a field.
     *
     * @param end when the transfer ended, in the zone that the line is to have
     */
    static String line(ZonedDateTime end, Who who, FileMoved moved) {
        return String.join(" ", CTIME.format(end),
                // What took no second took one: rates are computed of it.
                Long.toString(Math.max(1, moved.time().toSeconds())),
                field(who.from()), Long.toString(moved.bytes()), field(moved.path()),
                moved.connection().type().equals("A") ? "a" : "b", "_",
                moved.isDownload() ? "o" : "i",
                who.user().equals(ANONYMOUS) ? "a" : "r", field(who.user()),
                "ftp", "0", "*", moved.ending().completion() == Completion.COMPLETE ? "c" : "i");
    }

    /** What a client chose, as one field: whatever could end it, begin a line or move a cursor is {@code _}, as in wu-ftpd. */
    private static String field(String text) {
        var field = new StringBuilder(text.length());
        text.codePoints().forEach(character -> field.appendCodePoint(isPlain(character) ? character : '_'));
        return field.isEmpty() ? "_" : field.toString();
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR, Character.SURROGATE, Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
