package dev.ftpsd.server.config.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes of a file as text, or a failure where they are another encoding: a guess would change names and passwords. */
public final class Utf8 {

    private Utf8() {}

    /**
     * The text of the bytes.
     *
     * @throws CharacterCodingException if they are not UTF-8
     */
    public static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
}
