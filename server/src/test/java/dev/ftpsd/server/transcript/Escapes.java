package dev.ftpsd.server.transcript;

import java.nio.charset.StandardCharsets;

/** Octets as transcripts write them. */
final class Escapes {

    private Escapes() {}

    /** The octets of a text with escapes, each one a character of 0 to 255; other characters are in UTF-8. */
    static String octets(String text) {
        var octets = new StringBuilder();
        var at = 0;
        while (at < text.length()) {
            var end = end(text, at);
            if (text.charAt(at) != '\\') {
                octets.append(utf8(text.substring(at, end)));
            } else if (end - at == 4) {
                octets.append((char) Integer.parseInt(text, at + 2, end, 16));
            } else {
                octets.append(single(text.charAt(end - 1)));
            }
            at = end;
        }
        return octets.toString();
    }

    /** Where the character or escape that begins there ends. */
    private static int end(String text, int at) {
        if (text.charAt(at) != '\\') {
            return text.offsetByCodePoints(at, 1);
        }
        var end = text.startsWith("\\x", at) ? at + 4 : at + 2;
        if (end > text.length()) {
            throw new IllegalArgumentException("an escape is cut short");
        }
        return end;
    }

    private static String utf8(String character) {
        return new String(character.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** What {@link #octets} reads, for messages. */
    static String show(String octets) {
        var text = new StringBuilder();
        octets.chars().forEach(octet -> text.append(switch (octet) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\\' -> "\\\\";
            default -> octet < 0x20 || octet > 0x7e ? "\\x%02x".formatted(octet) : Character.toString(octet);
        }));
        return text.toString();
    }

    private static char single(char letter) {
        return switch (letter) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case '\\', '"' -> letter;
            default -> throw new IllegalArgumentException("unknown escape: \\" + letter);
        };
    }
}
