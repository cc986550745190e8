package dev.ftpsd.server.control;

import java.util.List;

import dev.ftpsd.server.protocol.CommandLine;
import dev.ftpsd.server.protocol.ReplyCode;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** From octets to command lines. */
final class CommandLineDecoderTest {

    private static final int LIMIT = 64;

    private final CommandLineDecoder decoder = new CommandLineDecoder(LIMIT, Wire.patient());
    private final EmbeddedChannel channel = new EmbeddedChannel(decoder);

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    private List<Received> decoded(byte[] octets) {
        Wire.feed(channel, octets);
        return Wire.lines(channel);
    }

    private List<Received> decoded(String text) {
        return decoded(Wire.octets(text));
    }

    private static Received.Line line(String verb, String argument, int size) {
        return new Received.Line(new CommandLine(verb, argument), size);
    }

    @Test
    void lines_are_the_same_wherever_the_octets_are_split() {
        var octets = Wire.octets("user älice\r\nPASS  x y \nCWD \r\n\r\nNOOP\r\n");
        var expected = List.of(line("USER", "älice", 13), line("PASS", " x y ", 11), line("CWD", "", 6),
                line("", "", 2), line("NOOP", "", 6));
        for (int first = 0; first <= octets.length; first++) {
            for (int second = first; second <= octets.length; second++) {
                Wire.feed(channel, octets, first, second);
                assertEquals(expected, Wire.lines(channel), first + ", " + second);
            }
        }
    }

    @Test
    void a_line_of_just_the_limit_is_taken() {
        var name = "x".repeat(LIMIT - "CWD \r\n".length());
        assertEquals(List.of(line("CWD", name, LIMIT)), decoded("CWD " + name + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 63, 64, 65, 66, 100, 1000})
    void a_line_above_the_limit_is_told_once_and_the_next_one_is_taken(int cut) {
        var octets = Wire.octets("CWD " + "x".repeat(1000) + "\r\nNOOP\r\n");
        Wire.feed(channel, octets, cut);
        var lines = Wire.lines(channel);
        assertEquals(2, lines.size(), lines.toString());
        assertEquals(ReplyCode.UNRECOGNIZED, assertInstanceOf(Received.Malformed.class, lines.get(0)).code());
        assertEquals(line("NOOP", "", 6), lines.get(1));
    }

    @Test
    void an_endless_line_is_told_once_and_kept_nowhere() {
        for (int i = 0; i < 1000; i++) {
            Wire.feed(channel, Wire.octets("x".repeat(10_000)));
        }
        assertEquals(1, Wire.lines(channel).size());
        assertEquals(List.of(line("NOOP", "", 6)), decoded("\nNOOP\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"USER a\0b", "CWD a\rb", "CWD a\tb", "CWD \u007f", "\u007fUSER x", "CWD a\u001b[2J", "CWD x\r"})
    void a_control_character_is_a_syntax_error(String text) {
        var lines = decoded(text + "\r\nNOOP\r\n");
        assertEquals(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS,
                assertInstanceOf(Received.Malformed.class, lines.get(0)).code());
        assertEquals(line("NOOP", "", 6), lines.get(1));
    }

    @Test
    void what_is_not_utf_8_is_a_syntax_error() {
        // Latin-1, overlong "/", a surrogate, above U+10FFFF, cut in the middle.
        var wrong = new byte[][]{Wire.octets(0xe4), Wire.octets(0xc0, 0xaf), Wire.octets(0xe0, 0x80, 0xaf),
                Wire.octets(0xed, 0xa0, 0x80), Wire.octets(0xf4, 0x90, 0x80, 0x80), Wire.octets(0xe2, 0x82),
                Wire.octets(0xff)};
        for (var octets : wrong) {
            var lines = decoded(Wire.join(Wire.octets("CWD a"), octets, Wire.octets("\r\nNOOP\r\n")));
            assertEquals(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS,
                    assertInstanceOf(Received.Malformed.class, lines.get(0)).code());
            assertEquals(line("NOOP", "", 6), lines.get(1));
        }
    }

    @Test
    void a_tls_handshake_in_clear_ends_the_connection() {
        var lines = decoded(Wire.octets(0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, '\n', 'N', '\n'));
        assertEquals(1, lines.size());
        assertInstanceOf(Received.Hostile.class, lines.getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1", "POST /x HTTP/1.1", "get /", "Host: a", "CONNECT a:1 HTTP/1.0", "EHLO x",
            "HTTP/1.1 200 OK", "STARTTLS"})
    void another_protocol_ends_the_connection(String text) {
        assertInstanceOf(Received.Hostile.class, decoded(text + "\r\n").getFirst());
    }

    @Test
    void octets_behind_auth_are_hostile_in_the_same_segment() {
        var lines = decoded("AUTH TLS\r\nUSER x\r\n");
        assertEquals(line("AUTH", "TLS", 10), lines.get(0));
        assertEquals(Received.Hostile.INJECTION, lines.get(1));
        assertEquals(2, lines.size());
    }

    @Test
    void octets_behind_auth_are_hostile_in_a_later_segment() {
        assertEquals(List.of(line("AUTH", "TLS", 10)), decoded("AUTH TLS\r\n"));
        assertEquals(List.of(Received.Hostile.INJECTION), decoded("U"));
    }

    @Test
    void without_demand_nothing_is_handed_out() {
        channel.config().setAutoRead(false);
        assertEquals(List.of(), decoded("NOOP\r\nPWD\r\n"));
        assertEquals(List.of(), decoded("SYST\r\nFEAT\r\n"));
        channel.config().setAutoRead(true);
        assertEquals(List.of(line("NOOP", "", 6), line("PWD", "", 5), line("SYST", "", 6), line("FEAT", "", 6)),
                Wire.lines(channel));
    }

    /** By other rules of upper case the server would know verbs that no filter in between knows. */
    @ParameterizedTest
    @ValueSource(strings = {"ſtat", "quıt", "PAß", "ﬀ"})
    void only_ascii_letters_become_upper_case(String verb) {
        var received = assertInstanceOf(Received.Line.class, decoded(verb + "\r\n").getFirst());
        assertEquals(verb.replace("quıt", "QUıT").replace("ſtat", "ſTAT"), received.command().verb());
    }
}
