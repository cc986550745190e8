package dev.ftpsd.auth;

import java.io.ByteArrayOutputStream;

/** Base32 (RFC 4648 §6), in which authenticator apps take and show secrets. */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    /** The text, without padding. */
    static String encode(byte[] bytes) {
        var text = new StringBuilder();
        var held = 0;
        var bits = 0;
        for (var octet : bytes) {
            held = held << 8 | (octet & 0xFF);
            for (bits += 8; bits >= BITS; bits -= BITS) {
                text.append(ALPHABET.charAt(held >> (bits - BITS) & 0x1F));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(held << (BITS - bits) & 0x1F));
        }
        return text.toString();
    }

    /**
     * The bytes of a text; upper and lower case are the same, blanks, hyphens and padding are passed over, as people
     * type secrets in groups.
     *
     * @throws IllegalArgumentException if another character stands there; the message does not hold it
     */
    static byte[] decode(String text) {
        var bytes = new ByteArrayOutputStream();
        var held = 0;
        var bits = 0;
        for (var position = 0; position < text.length(); position++) {
            var character = text.charAt(position);
            if (character == ' ' || character == '-' || character == '=') {
                continue;
            }
            held = held << BITS | digit(character);
            bits += BITS;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(held >> bits & 0xFF);
            }
        }
        return bytes.toByteArray();
    }

    private static int digit(char character) {
        var upper = character >= 'a' && character <= 'z' ? (char) (character - 'a' + 'A') : character;
        var digit = ALPHABET.indexOf(upper);
        if (digit < 0) {
            throw new IllegalArgumentException("not Base32: it holds letters A to Z and digits 2 to 7 alone");
        }
        return digit;
    }
}
