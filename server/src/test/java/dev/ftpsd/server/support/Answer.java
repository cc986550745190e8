package dev.ftpsd.server.support;

import java.util.List;

/**
 * One reply.
 *
 * @param code its number
 * @param lines as they came, CR LF taken off
 */
public record Answer(int code, List<String> lines) {

    public Answer {
        lines = List.copyOf(lines);
    }

    /** The last line behind the number. */
    public String text() {
        return lines.getLast().substring(4);
    }

    @Override
    public String toString() {
        return String.join(" | ", lines);
    }
}
