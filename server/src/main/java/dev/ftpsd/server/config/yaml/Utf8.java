package dev.ftpsd.server.config.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes of a file as text, or a failure where they are another encoding: a guess would change names and passwords. */
final class Utf8 {

    private Utf8() {}

    /** @throws CharacterCodingException if the bytes are not UTF-8 */
    static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
}
