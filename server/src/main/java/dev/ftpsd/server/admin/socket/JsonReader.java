package dev.ftpsd.server.admin.socket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON (RFC 8259) as {@link dev.ftpsd.server.audit.Json} writes it, to maps, lists, text, whole numbers and truth values. What has no use here is
 * refused: null, fractions, the same key twice, more than sixteen levels.
 */
final class JsonReader {

    private static final int DEEPEST = 16;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * The object that {@code text} is.
     *
     * @throws IllegalArgumentException if it is none, or one with what is refused
     */
    static Map<String, Object> object(String text) {
        var reader = new JsonReader(text);
        reader.blanks();
        var object = reader.object(0);
        reader.blanks();
        if (reader.at < text.length()) {
            throw reader.wrong();
        }
        return object;
    }

    private Object value(int depth) {
        blanks();
        return switch (peek()) {
            case '{' -> object(depth + 1);
            case '[' -> list(depth + 1);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) {
        open('{', depth);
        var members = new LinkedHashMap<String, Object>();
        blanks();
        if (skip('}')) {
            return members;
        }
        do {
            blanks();
            var key = string();
            blanks();
            take(':');
            if (members.putIfAbsent(key, value(depth)) != null) {
                throw wrong();
            }
            blanks();
        } while (skip(','));
        take('}');
        return members;
    }

    private List<Object> list(int depth) {
        open('[', depth);
        var items = new ArrayList<Object>();
        blanks();
        if (skip(']')) {
            return items;
        }
        do {
            items.add(value(depth));
            blanks();
        } while (skip(','));
        take(']');
        return items;
    }

    private String string() {
        take('"');
        var out = new StringBuilder();
        while (!skip('"')) {
            var unit = next();
            if (unit < ' ') {
                throw wrong();
            }
            out.append(unit == '\\' ? escaped() : unit);
        }
        return out.toString();
    }

    private char escaped() {
        var unit = next();
        return switch (unit) {
            case '"', '\\', '/' -> unit;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) Integer.parseInt(hexDigits(), 16);
            default -> throw wrong();
        };
    }

    private String hexDigits() {
        var digits = new StringBuilder();
        for (var i = 0; i < 4; i++) {
            digits.append(next());
        }
        if (!digits.chars().allMatch(digit -> Character.digit(digit, 16) >= 0)) {
            throw wrong();
        }
        return digits.toString();
    }

    private Long number() {
        var start = at;
        skip('-');
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        try {
            return Long.valueOf(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a whole number at character " + start, e);
        }
    }

    private Boolean word(String word, Boolean value) {
        if (!text.startsWith(word, at)) {
            throw wrong();
        }
        at += word.length();
        return value;
    }

    private void open(char bracket, int depth) {
        take(bracket);
        if (depth > DEEPEST) {
            throw wrong();
        }
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void take(char expected) {
        if (next() != expected) {
            throw wrong();
        }
    }

    private boolean skip(char expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong();
        }
        return text.charAt(at);
    }

    private char next() {
        var unit = peek();
        at++;
        return unit;
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("not JSON at character " + at);
    }
}
