package dev.ftpsd.auth;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Characters that must not be seen: a password, a one-time code. It has no way into a log: {@link #toString()} shows stars,
 * and there is no other text. Closing it wipes it.
 */
public final class Secret implements AutoCloseable {

    private final char[] characters;

    /** Takes a copy; the caller wipes its own. */
    public Secret(char[] characters) {
        this.characters = characters.clone();
    }

    /** A secret from text that somebody else already holds, such as an environment variable. */
    public static Secret of(String text) {
        return new Secret(text.toCharArray());
    }

    /** The number of characters. */
    public int length() {
        return characters.length;
    }

    /** The characters in UTF-8; the caller wipes the array. */
    public byte[] toUtf8() {
        var encoder = StandardCharsets.UTF_8.newEncoder();
        var room = ByteBuffer.wrap(new byte[(int) (characters.length * (double) encoder.maxBytesPerChar())]);
        encoder.onMalformedInput(CodingErrorAction.REPLACE).encode(CharBuffer.wrap(characters), room, true);
        var bytes = Arrays.copyOf(room.array(), room.position());
        Arrays.fill(room.array(), (byte) 0);
        return bytes;
    }

    /** A copy of the characters; the caller wipes it. */
    public char[] toCharArray() {
        return characters.clone();
    }

    /** The character at a place, counted from 0. */
    char at(int position) {
        return characters[position];
    }

    /**
     * A copy of some of the characters, to be closed by itself.
     *
     * @param from the first of them, counted from 0
     * @param to the first behind them
     */
    Secret part(int from, int to) {
        var copy = Arrays.copyOfRange(characters, from, to);
        try {
            return new Secret(copy);
        } finally {
            Arrays.fill(copy, '\0');
        }
    }

    @Override
    public void close() {
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "****";
    }
}
