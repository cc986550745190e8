package dev.ftpsd.server.control;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import dev.ftpsd.server.protocol.TextEncoding;
import io.netty.buffer.ByteBuf;

/**
 * The text of one control connection, from octets and to octets. Runs on the event loop.
 *
 * <p>Where 255 is a letter (the Russian "ya" of windows-1251), RFC 854 has it sent twice, and half of the clients send it once.
 * They are told apart by a run of them of odd length, which no client sends that doubles; from then on each 255 counts, in what
 * is sent as well. Until then two are one.
 */
final class ControlText {

    private static final byte LETTER_255 = (byte) 255;

    private final Supplier<TextEncoding> encoding;
    private final Runnable onOtherOctets;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private boolean sends255Once;

    /**
     * @param encoding what is in force now
     * @param onOtherOctets told of each line that is no UTF-8 and could be read all the same
     */
    ControlText(Supplier<TextEncoding> encoding, Runnable onOtherOctets) {
        this.encoding = encoding;
        this.onOtherOctets = onOtherOctets;
    }

    /** UTF-8 and nothing else. */
    static ControlText utf8() {
        return new ControlText(() -> TextEncoding.UTF_8, () -> {});
    }

    /** Whether octet 255 in the midst of a line is a letter, or two of them are. */
    boolean hasLetter255() {
        return encoding.get().hasLetter255();
    }

    /** What was learned in clear may be anybody's, and is forgotten as TLS begins. */
    void beginAnew() {
        sends255Once = false;
    }

    /**
     * The text of a line.
     *
     * @throws CharacterCodingException if it is in none of the character sets that may be
     */
    String read(ByteBuffer octets) throws CharacterCodingException {
        var current = encoding.get();
        if (current.readsUtf8() || isAscii(octets)) {
            var start = octets.position();
            try {
                return utf8.decode(octets).toString();
            } catch (CharacterCodingException e) {
                if (current.use() == TextEncoding.Use.UTF8_ALONE) {
                    throw e;
                }
                octets.position(start);
            }
        }
        var text = current.decode(current.hasLetter255() ? letters(octets) : octets);
        onOtherOctets.run();
        return text;
    }

    /** What the client is told of a line that cannot be read. */
    String remedy() {
        var current = encoding.get();
        return switch (current.use()) {
            case UTF8_ALONE ->
                    "Not UTF-8 (RFC 2640): set your client to UTF-8, or ask the administrator for a legacy-charset.";
            case UTF8, EITHER -> "Neither UTF-8 (RFC 2640) nor " + current.legacy() + ": set your client to UTF-8.";
            case LEGACY -> "Not " + current.legacy() + ": set your client to that, or to UTF-8 and send OPTS UTF8 ON.";
        };
    }

    /** Writes a reply as it stands on the wire, line by line. */
    void write(String wire, ByteBuf out) {
        var current = encoding.get();
        if (current.sendsUtf8()) {
            out.writeCharSequence(wire, StandardCharsets.UTF_8);
            return;
        }
        var doubles = !sends255Once;
        wire.lines().forEach(line -> {
            for (var octet : current.line(line)) {
                out.writeByte(octet);
                if (doubles && octet == LETTER_255) {
                    out.writeByte(octet);
                }
            }
            out.writeByte('\r').writeByte('\n');
        });
    }

    private static boolean isAscii(ByteBuffer octets) {
        for (var i = octets.position(); i < octets.limit(); i++) {
            if (octets.get(i) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The octets with each letter 255 once. */
    private ByteBuffer letters(ByteBuffer octets) {
        sends255Once |= hasOddRun(octets);
        if (sends255Once) {
            return octets;
        }
        var single = ByteBuffer.allocate(octets.remaining());
        for (var i = octets.position(); i < octets.limit(); i++) {
            single.put(octets.get(i));
            if (octets.get(i) == LETTER_255) {
                i++;
            }
        }
        return single.flip();
    }

    private static boolean hasOddRun(ByteBuffer octets) {
        var run = 0;
        for (var i = octets.position(); i < octets.limit(); i++) {
            if (octets.get(i) == LETTER_255) {
                run++;
            } else if (run % 2 != 0) {
                return true;
            } else {
                run = 0;
            }
        }
        return run % 2 != 0;
    }
}
