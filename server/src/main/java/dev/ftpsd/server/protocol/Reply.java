package dev.ftpsd.server.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * What the server says to one command: a code and its text (RFC 959 §4.2).
 *
 * @param code the number
 * @param lines at least one; none holds a control character, so that no reply can forge another
 */
public record Reply(ReplyCode code, List<String> lines) {

    public Reply {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a reply has text");
        }
        for (var line : lines) {
            if (line.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
                throw new IllegalArgumentException("control character in a reply: " + Printable.escape(line));
            }
        }
    }

    /** A reply of one line. */
    public static Reply of(ReplyCode code, String text) {
        return new Reply(code, List.of(text));
    }

    /** A reply of several lines: {@code first}, the inner ones, {@code last}. */
    public static Reply block(ReplyCode code, String first, List<String> inner, String last) {
        var lines = new ArrayList<String>(inner.size() + 2);
        lines.add(first);
        lines.addAll(inner);
        lines.add(last);
        return new Reply(code, lines);
    }

    public boolean isPreliminary() {
        return code.isPreliminary();
    }

    /**
     * The reply as it goes over the wire. Inner lines begin with one space, which FEAT and MLST demand (RFC 2389 §3.2,
     * RFC 3659 §7.2) and which keeps a line that starts with digits from being taken for the last one (RFC 959 §4.2).
     */
    public String toWire() {
        var wire = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            var first = i == 0;
            var last = i == lines.size() - 1;
            if (first || last) {
                wire.append(code.number()).append(last ? ' ' : '-');
            } else {
                wire.append(' ');
            }
            wire.append(lines.get(i)).append("\r\n");
        }
        return wire.toString();
    }

    @Override
    public String toString() {
        return toWire().stripTrailing().replace("\r\n", " | ");
    }
}
