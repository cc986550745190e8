package dev.ftpsd.server.protocol;

/** Makes client text safe to show in a log or a terminal, where it could forge a line or move the cursor. */
public final class Printable {

    private Printable() {}

    /**
     * Replaces control characters, line separators and format characters (U+202E and its like) by {@code \}{@code xNN},
     * {@code \}{@code uNNNN} or {@code \}{@code UNNNNNNNN}.
     */
    public static String escape(String text) {
        if (text.codePoints().allMatch(Printable::isPlain)) {
            return text;
        }

        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isPlain(c)) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(String.format(c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
            }
        });
        return escaped.toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
