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

    private final Deque<Received> lines = new ArrayDeque<>();
    private int octets;

    void addLast(Received line) {
        lines.addLast(line);
        octets += line.size();
    }

    /** For ABOR, which is answered next. */
    void addFirst(Received line) {
        lines.addFirst(line);
        octets += line.size();
    }

    /** Puts the first line of that sort before all others; false where there is none. */
    boolean bringForward(Predicate<Received> sort) {
        var found = lines.stream().filter(sort).findFirst();
        found.ifPresent(line -> {
            lines.removeFirstOccurrence(line);
            lines.addFirst(line);
        });
        return found.isPresent();
    }

    /** The next line; there must be one. */
    Received remove() {
        var line = lines.remove();
        octets -= line.size();
        return line;
    }

    /** Whether no more is to be read for now; one read more may still be on its way. */
    boolean isFull(boolean inTransfer) {
        return inTransfer ? octets >= MOST_OCTETS_IN_TRANSFER : lines.size() >= MOST_LINES || octets >= MOST_OCTETS;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    void clear() {
        lines.clear();
        octets = 0;
    }
}
