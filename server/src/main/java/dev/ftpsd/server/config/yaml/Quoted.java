package dev.ftpsd.server.config.yaml;

/** Text of a file inside a message: short, and without characters that would forge a line of the log. */
public final class Quoted {

    private static final int LONGEST = 60;
    private static final int LONGEST_SENTENCE = 240;

    private Quoted() {}

    /** The text in quotation marks. */
    public static String of(String text) {
        return '"' + plain(text) + '"';
    }

    /** The text without quotation marks. */
    public static String plain(String text) {
        return plain(text, LONGEST);
    }

    /** A whole sentence of somebody else, which may quote the file. */
    static String sentence(String text) {
        return plain(text, LONGEST_SENTENCE);
    }

    private static String plain(String text, int longest) {
        var out = new StringBuilder();
        text.codePoints().limit(longest).forEach(character -> {
            if (isHarmless(character)) {
                out.appendCodePoint(character);
            } else {
                out.append("\\u{").append(Integer.toHexString(character)).append('}');
            }
        });
        return text.codePointCount(0, text.length()) > longest ? out + "…" : out.toString();
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    false;
            default -> true;
        };
    }
}
