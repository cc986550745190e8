package dev.ftpsd.server.audit;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * JSON (RFC 8259) out of maps, collections, text, numbers and truth values. Everything beyond ASCII that could forge a line or
 * move a cursor is escaped, so that the text is safe to print.
 */
public final class Json {

    private Json() {}

    /**
     * The text of a value, in one line.
     *
     * @throws IllegalArgumentException for a value of another kind
     */
    public static String write(Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.entrySet().stream()
                    .map(entry -> quoted(String.valueOf(entry.getKey())) + ":" + write(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
            case Collection<?> items -> items.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
            case String text -> quoted(text);
            case Long number -> number.toString();
            case Integer number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        };
    }

    /** Text in quotation marks. */
    public static String quoted(String text) {
        var out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(character -> append(out, character));
        return out.append('"').toString();
    }

    private static void append(StringBuilder out, int character) {
        switch (character) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (isHarmless(character)) {
                    out.appendCodePoint(character);
                } else {
                    for (var unit : Character.toChars(character)) {
                        out.append("\\u%04x".formatted((int) unit));
                    }
                }
            }
        }
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
