package dev.ftpsd.server.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import dev.ftpsd.server.config.yaml.Quoted;
import dev.ftpsd.server.config.yaml.Type;

/**
 * The character sets that clients without UTF-8 may have. Lines are cut at CR LF and blanks, and paths at slashes, so each octet
 * of ASCII must stand for itself in them, wherever it stands.
 */
final class LegacyCharset {

    /** UTF-8 stands for none. */
    static final Type<Charset> TYPE = new Type<>("charset", LegacyCharset::parse,
            charset -> charset.equals(StandardCharsets.UTF_8) ? "" : charset.name());

    /** The second octets of double ones begin here in what is in use: blank, slash and controls lie below. */
    private static final int FIRST_TRAIL = 0x30;

    private LegacyCharset() {}

    private static Charset parse(String name) {
        if (name.isEmpty()) {
            return StandardCharsets.UTF_8;
        }
        Charset charset;
        try {
            charset = Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Quoted.of(name)
                    + " is no charset that this Java knows: write windows-1252,"
                    + " ISO-8859-15, windows-1251, windows-31j (the Shift_JIS of Windows), GBK, or \"\" for none", e);
        }
        if (charset.name().matches("(UTF-8|CESU-8|US-ASCII)")) {
            throw new IllegalArgumentException(
                    Quoted.of(name) + " is not needed: UTF-8 is always understood; write \"\" for nothing else");
        }
        if (!charset.canEncode() || !holdsAscii(charset) || !standsAlone(charset)) {
            throw new IllegalArgumentException(Quoted.of(name) + " cannot be in command lines: it does not leave each"
                    + " octet of ASCII as it is; write the charset of the client's system, such as windows-1252");
        }
        return charset;
    }

    /** UTF-16, EBCDIC and those that switch by escapes (ISO-2022) do not. */
    private static boolean holdsAscii(Charset charset) {
        try {
            for (var octet = 0; octet < 0x80; octet++) {
                var character = Character.toString(octet);
                var written = charset.newEncoder().encode(CharBuffer.wrap(character));
                if (!decoded(charset, octet).equals(character) || written.remaining() != 1 || written.get() != octet) {
                    return false;
                }
            }
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /** Whether what is below the second octets of double ones is never taken for one. */
    private static boolean standsAlone(Charset charset) {
        for (var before = 0x80; before <= 0xff; before++) {
            for (var octet = 0; octet < FIRST_TRAIL; octet++) {
                try {
                    var text = decoded(charset, before, octet);
                    if (text.length() != 2 || text.charAt(1) != octet) {
                        return false;
                    }
                } catch (CharacterCodingException _) {
                    // The first octet stands for nothing without another: then nothing is taken.
                }
            }
        }
        return true;
    }

    private static String decoded(Charset charset, int... octets) throws CharacterCodingException {
        var bytes = ByteBuffer.allocate(octets.length);
        for (var octet : octets) {
            bytes.put((byte) octet);
        }
        return charset.newDecoder().decode(bytes.flip()).toString();
    }
}
