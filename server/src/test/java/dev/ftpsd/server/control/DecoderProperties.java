package dev.ftpsd.server.control;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.ftpsd.server.protocol.CommandLine;
import dev.ftpsd.server.protocol.ReplyCode;
import io.netty.channel.embedded.EmbeddedChannel;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Which lines are commands, and which are refused whatever stands around what is wrong with them. */
final class DecoderProperties {

    private static final int LIMIT = 160;
    private static final CommandLine NEXT = new CommandLine("NOOP", "");

    /** Any text that a path may be, in one line of at most the limit. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withCharRange(' ', '~').withCharRange('\u00a1', '\u07ff')
                .withCharRange('\u4e00', '\u4eff')
                .ofMaxLength(18);
    }

    /** Octets that are no UTF-8 by themselves, whatever stands before and behind. */
    @Provide
    Arbitrary<byte[]> noUtf8() {
        return Arbitraries
                .of(List.of(Wire.octets(0x80), Wire.octets(0xbf), Wire.octets(0xc0, 0xaf), Wire.octets(0xc1, 0x81),
                        Wire.octets(0xe0, 0x80, 0xaf), Wire.octets(0xed, 0xa0, 0x80), Wire.octets(0xed, 0xbf, 0xbf),
                        Wire.octets(0xf0, 0x80, 0x80, 0xaf), Wire.octets(0xf4, 0x90, 0x80, 0x80),
                        Wire.octets(0xf5, 0x80, 0x80, 0x80),
                        Wire.octets(0xe2, 0x82), Wire.octets(0xf0, 0x9f, 0x98), Wire.octets(0xc3), Wire.octets(0xfe)));
    }

    @Property(tries = 300)
    void every_text_of_utf_8_comes_through_as_it_is(@ForAll("texts") String text, @ForAll boolean bare) {
        assertEquals(List.of(new CommandLine("CWD", text)),
                commands(lines(Wire.octets("CWD " + text + (bare ? "\n" : "\r\n")))));
    }

    @Property(tries = 300)
    void no_utf_8_is_501_and_the_next_line_is_read(@ForAll("texts") String before, @ForAll("noUtf8") byte[] wrong,
            @ForAll("texts") String behind) {
        assertRefused(Wire.join(Wire.octets("CWD " + before), wrong, Wire.octets("x" + behind + "\r\nNOOP\r\n")));
    }

    @Property(tries = 300)
    void every_control_character_is_501_and_the_next_line_is_read(@ForAll("texts") String before,
            @ForAll("controls") int control, @ForAll("texts") String behind) {
        assertRefused(Wire.join(Wire.octets("CWD " + before), Wire.octets(control),
                Wire.octets("x" + behind + "\r\nNOOP\r\n")));
    }

    /** C0 without LF, which ends the line, and DEL. */
    @Provide
    Arbitrary<Integer> controls() {
        return Arbitraries.oneOf(Arbitraries.integers().between(0, 0x1f), Arbitraries.of(0x7f))
                .filter(octet -> octet != '\n');
    }

    @Property(tries = 200)
    void a_line_is_taken_up_to_the_limit_and_500_above_it(@ForAll @IntRange(min = 1, max = 3 * LIMIT) int octets,
            @ForAll boolean bare) {
        var end = bare ? "\n" : "\r\n";
        var line = "CWD " + "a".repeat(octets);
        var received = lines(Wire.octets(line + end + "NOOP\r\n"));
        if (line.length() + end.length() <= LIMIT) {
            assertEquals(List.of(CommandLine.parse(line), NEXT), commands(received));
        } else {
            assertEquals(ReplyCode.UNRECOGNIZED, ((Received.Malformed) received.getFirst()).code());
            assertEquals(List.of(NEXT), commands(received.subList(1, received.size())));
        }
    }

    private static void assertRefused(byte[] octets) {
        var shown = new String(octets, StandardCharsets.ISO_8859_1);
        var received = lines(octets);
        assertEquals(2, received.size(), shown);
        assertEquals(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, ((Received.Malformed) received.getFirst()).code(), shown);
        assertEquals(List.of(NEXT), commands(received.subList(1, 2)), shown);
    }

    private static List<CommandLine> commands(List<Received> lines) {
        return lines.stream().map(line -> ((Received.Line) line).command()).toList();
    }

    private static List<Received> lines(byte[] octets) {
        var channel = new EmbeddedChannel(new CommandLineDecoder(LIMIT, Wire.patient()));
        Wire.feed(channel, octets);
        var lines = Wire.lines(channel);
        channel.finishAndReleaseAll();
        return lines;
    }
}
