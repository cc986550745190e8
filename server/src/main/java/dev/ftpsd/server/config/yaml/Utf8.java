package dev.ftpsd.server.config.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Bytes of a file as text, or a failure where they are another encoding: a guess would change names and passwords. The mark that
 * some editors put before a text, U+FEFF, is none of it (RFC 3629 §6).
 */
public final class Utf8 {

    /** What some editors put before a text (RFC 3629 §6). */
    public static final String BYTE_ORDER_MARK = "\uFEFF";

    private Utf8() {}

    /**
     * The text of the bytes, without one mark before it.
     *
     * @throws CharacterCodingException if they are not UTF-8
     */
    public static String decode(byte[] bytes) throws CharacterCodingException {
        return withoutMark(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    }

    /** The text without the one mark that may stand before it. */
    public static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
