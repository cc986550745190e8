package dev.ftpsd.server.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How the text of a session travels: in UTF-8 (RFC 2640), or in the character set of clients that do not speak it. Whatever travels
 * otherwise, names are what they are.
 *
 * @param use which of the two, for what is read and what is sent
 * @param legacy the other character set; ASCII is in it octet for octet. UTF-8 where there is none
 */
public record TextEncoding(Use use, Charset legacy) {

    /** UTF-8 and nothing else. */
    public static final TextEncoding UTF_8 = new TextEncoding(Use.UTF8_ALONE, StandardCharsets.UTF_8);

    /** What is read and sent in which character set. */
    public enum Use {
        /** Both in UTF-8; what is none is refused. */
        UTF8_ALONE,
        /** UTF-8 is sent; what comes and is no UTF-8 is in the other character set. */
        UTF8,
        /** Read as before; sent is the other one, save for what would be read back as UTF-8 or cannot be written in it. */
        EITHER,
        /** Both in the other one, whether or not it could be UTF-8. */
        LEGACY
    }

    /** What a client has shown of itself since it came, or since AUTH. */
    public enum Said {
        NOTHING,
        /** It has sent a line that is no UTF-8. */
        OTHER_OCTETS,
        /** OPTS UTF8 ON. */
        UTF8_ON,
        /** OPTS UTF8 OFF. */
        UTF8_OFF
    }

    /**
     * What is in force. The client's own word goes before everything else.
     *
     * @param legacy UTF-8 for none
     * @param own whether it is known to be that of this user's clients, so that nothing of them is taken for UTF-8 by its looks
     */
    public static TextEncoding of(Charset legacy, boolean own, Said said) {
        if (legacy.equals(StandardCharsets.UTF_8)) {
            return UTF_8;
        }
        return new TextEncoding(switch (said) {
            case UTF8_ON -> Use.UTF8;
            case UTF8_OFF -> Use.LEGACY;
            case NOTHING -> own ? Use.LEGACY : Use.UTF8;
            case OTHER_OCTETS -> own ? Use.LEGACY : Use.EITHER;
        }, legacy);
    }

    /** Whether what is sent is UTF-8, whatever it is. */
    public boolean sendsUtf8() {
        return use == Use.UTF8_ALONE || use == Use.UTF8;
    }

    /** Whether what is UTF-8 by its octets is read as UTF-8 (RFC 2640: other text hardly ever looks like it). */
    public boolean readsUtf8() {
        return use != Use.LEGACY;
    }

    /**
     * The text of octets in the other character set.
     *
     * @throws CharacterCodingException if they stand for nothing in it, or for a C1 control character, which no name has: those
     *         octets are letters in the character sets that are mistaken for ISO 8859
     */
    public String decode(ByteBuffer octets) throws CharacterCodingException {
        var text = legacy.newDecoder().decode(octets).toString();
        if (text.chars().anyMatch(c -> c >= 0x80 && c < 0xa0)) {
            throw new MalformedInputException(1);
        }
        return text;
    }

    /**
     * The octets that this client is shown of a name, such that it can give them back; empty where there are none. Two names have
     * never the same.
     */
    public Optional<byte[]> name(String name) {
        if (sendsUtf8() || name.chars().allMatch(c -> c < 0x80)) {
            return Optional.of(utf8(name));
        }
        var octets = inLegacy(name);
        return readsUtf8() ? octets.filter(sent -> !isUtf8(sent)).or(() -> Optional.of(utf8(name))) : octets;
    }

    /** The octets of a line of a reply: in UTF-8 where the other character set lacks a letter of it. */
    public byte[] line(String line) {
        return name(line).orElseGet(() -> utf8(line));
    }

    /** Whether octet 255, which is IAC to Telnet (RFC 854), is a letter here. */
    public boolean hasLetter255() {
        try {
            return use != Use.UTF8_ALONE && !decode(ByteBuffer.wrap(new byte[]{(byte) 255})).isEmpty();
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /** Empty also where the octets stand for something else: some Javas write a yen sign as the backslash of Shift_JIS. */
    private Optional<byte[]> inLegacy(String text) {
        try {
            var octets = legacy.newEncoder().encode(CharBuffer.wrap(text));
            return decode(octets.duplicate()).equals(text) ? Optional.of(bytes(octets)) : Optional.empty();
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(ByteBuffer octets) {
        var bytes = new byte[octets.remaining()];
        octets.get(bytes);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isUtf8(byte[] octets) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
