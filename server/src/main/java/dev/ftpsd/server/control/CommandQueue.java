package dev.ftpsd.server.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/** The lines that wait while a command runs. On the event loop alone. */
final class CommandQueue {

    private static final int MOST_LINES = 64;
    private static final int MOST_OCTETS = 16 * 1024;

    /** During a transfer more is read ahead, so that an ABOR behind other commands is seen. */
    private static final int MOST_OCTETS_IN_TRANSFER = 64 * 1024;

    /** What a line takes beside its octets, in bytes: else empty ones would be had eighty times cheaper than they are. */
    private static final int A_LINE = 64;

    private final Predicate<Received> isAbort;
    private final Deque<Received> lines = new ArrayDeque<>();
    private int octets;
    private int aborting;

    /** @param isAbort whether a line is an ABOR; always the same of one line */
    CommandQueue(Predicate<Received> isAbort) {
        this.isAbort = isAbort;
    }

    void addLast(Received line) {
        lines.addLast(line);
        count(line, 1);
    }

    /** For ABOR, which is answered next. */
    void addFirst(Received line) {
        lines.addFirst(line);
        count(line, 1);
    }

    private void count(Received line, int sign) {
        octets += sign * line.size();
        aborting += isAbort.test(line) ? sign : 0;
    }

    /** Puts the first ABOR of that sort before all others; false where there is none. */
    boolean bringAbortForward(Predicate<Received> sort) {
        if (aborting == 0) {
            return false;
        }
        var found = lines.stream().filter(isAbort.and(sort)).findFirst();
        found.ifPresent(line -> {
            lines.removeFirstOccurrence(line);
            lines.addFirst(line);
        });
        return found.isPresent();
    }

    /** The next line; there must be one. */
    Received remove() {
        var line = lines.remove();
        count(line, -1);
        return line;
    }

    /** Whether no more is to be read for now; one read more may still be on its way. */
    boolean isFull(boolean inTransfer) {
        return inTransfer ? octets + A_LINE * lines.size() >= MOST_OCTETS_IN_TRANSFER
                : lines.size() >= MOST_LINES || octets >= MOST_OCTETS;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    void clear() {
        lines.clear();
        octets = 0;
        aborting = 0;
    }
}
