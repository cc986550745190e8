package dev.ftpsd.server.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.ftpsd.server.support.FuzzTarget;
import dev.ftpsd.server.transfer.AsciiTranslation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** TYPE A does to a stream what replacing its line ends would, wherever it is cut. The first octet tells the cuts. */
final class AsciiTarget implements FuzzTarget {

    @Override
    public void accept(byte[] input) {
        if (input.length > 0) {
            var text = Arrays.copyOfRange(input, 1, input.length);
            var piece = 1 + (input[0] & 0x1f);
            var latin1 = new String(text, StandardCharsets.ISO_8859_1);
            assertEquals(latin1.replace("\r\n", "\n"), toFile(text, piece));
            assertEquals(latin1.replaceAll("(?<!\r)\n", "\r\n"), toWire(text, piece));
        }
    }

    private static String toFile(byte[] text, int piece) {
        var translation = new AsciiTranslation();
        var all = ByteBuffer.allocate(text.length + 1);
        for (int at = 0; at < text.length; at += piece) {
            var source = ByteBuffer.wrap(text, at, Math.min(piece, text.length - at));
            translation.toFile(source, all);
            assertTrue(!source.hasRemaining());
        }
        translation.endOfInput(all);
        return new String(all.array(), 0, all.position(), StandardCharsets.ISO_8859_1);
    }

    private static String toWire(byte[] text, int piece) {
        var translation = new AsciiTranslation();
        var all = ByteBuffer.allocate(2 * text.length + 1);
        for (int at = 0; at < text.length; at += piece) {
            var source = ByteBuffer.wrap(text, at, Math.min(piece, text.length - at));
            while (source.hasRemaining()) {
                var target = ByteBuffer.allocate(piece + 1);
                translation.toWire(source, target);
                all.put(target.flip());
            }
        }
        return new String(all.array(), 0, all.position(), StandardCharsets.ISO_8859_1);
    }
}
