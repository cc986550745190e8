package dev.ftpsd.server.fuzz;

import java.util.ArrayDeque;
import java.util.Deque;

/** The end of a dialogue, for messages. */
final class LastWords {

    private static final int LINES = 12;
    private static final int LONGEST = 200;

    private final Deque<String> lines = new ArrayDeque<>();

    void add(String line) {
        lines.addLast(line.length() > LONGEST ? line.substring(0, LONGEST) : line);
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
    }

    @Override
    public String toString() {
        return String.join(" | ", lines);
    }
}
