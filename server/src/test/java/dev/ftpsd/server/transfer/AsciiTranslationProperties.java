package dev.ftpsd.server.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** TYPE A must not depend on where the network or the disk cuts the stream. */
final class AsciiTranslationProperties {

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars('\r', '\n', 'a').ofMaxLength(40);
    }

    @Property
    void an_upload_cut_anywhere_is_the_same_file(@ForAll("texts") String wire,
            @ForAll @IntRange(min = 1, max = 7) int cut) {
        assertEquals(wire.replace("\r\n", "\n"), toFile(wire, cut));
    }

    @Property
    void a_download_cut_anywhere_is_the_same_stream(@ForAll("texts") String file,
            @ForAll @IntRange(min = 1, max = 7) int cut) {
        assertEquals(file.replace("\r\n", "\n").replace("\n", "\r\n"), toWire(file, cut));
    }

    @Property
    void a_text_file_survives_the_way_there_and_back(@ForAll("texts") String text) {
        var unix = text.replace("\r", "");
        assertEquals(unix, toFile(toWire(unix, 3), 2));
    }

    @Example
    void a_lone_cr_at_the_end_belongs_to_the_file() {
        assertEquals("a\r", toFile("a\r", 1));
    }

    private static String toFile(String wire, int cut) {
        var translation = new AsciiTranslation();
        var file = new StringBuilder();
        for (var piece : pieces(wire, cut)) {
            var target = ByteBuffer.allocate(piece.remaining() + 1);
            translation.toFile(piece, target);
            file.append(text(target));
        }
        var rest = ByteBuffer.allocate(1);
        translation.endOfInput(rest);
        return file + text(rest);
    }

    private static String toWire(String file, int cut) {
        var translation = new AsciiTranslation();
        var wire = new StringBuilder();
        for (var piece : pieces(file, cut)) {
            var target = ByteBuffer.allocate(piece.remaining() * 2);
            translation.toWire(piece, target);
            assertEquals(0, piece.remaining());
            wire.append(text(target));
        }
        return wire.toString();
    }

    private static List<ByteBuffer> pieces(String text, int size) {
        var pieces = new ArrayList<ByteBuffer>();
        for (int from = 0; from < text.length(); from += size) {
            var piece = text.substring(from, Math.min(from + size, text.length()));
            pieces.add(ByteBuffer.wrap(piece.getBytes(StandardCharsets.US_ASCII)));
        }
        return pieces;
    }

    private static String text(ByteBuffer buffer) {
        return StandardCharsets.US_ASCII.decode(buffer.flip()).toString();
    }
}
