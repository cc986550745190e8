package dev.ftpsd.server.control;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.ftpsd.server.protocol.CommandLine;
import dev.ftpsd.server.protocol.TextEncoding;
import dev.ftpsd.server.protocol.TextEncoding.Said;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Lines in the character sets of clients that do not speak UTF-8. */
final class ControlTextTest {

    private final List<String> heard = new ArrayList<>();

    private ControlText text(String charset, boolean own, Said said) {
        var encoding = TextEncoding.of(Charset.forName(charset), own, said);
        return new ControlText(() -> encoding, () -> heard.add("other octets"));
    }

    private static String read(ControlText text, int... octets) throws CharacterCodingException {
        return text.read(ByteBuffer.wrap(Wire.octets(octets)));
    }

    private static byte[] written(ControlText text, String line) {
        var out = Unpooled.buffer();
        text.write(line + "\r\n", out);
        var octets = new byte[out.readableBytes() - 2];
        out.readBytes(octets);
        return octets;
    }

    @Test
    void utf_8_goes_before_another_charset_until_the_client_is_known_to_speak_that() throws Exception {
        for (var said : List.of(Said.NOTHING, Said.OTHER_OCTETS, Said.UTF8_ON)) {
            assertEquals("ü", read(text("windows-1252", false, said), 0xc3, 0xbc));
        }
        assertEquals(List.of(), heard);
        assertEquals("Ã¼", read(text("windows-1252", false, Said.UTF8_OFF), 0xc3, 0xbc));
        assertEquals("Ã¼", read(text("windows-1252", true, Said.NOTHING), 0xc3, 0xbc));
        assertEquals("ü", read(text("windows-1252", true, Said.UTF8_ON), 0xc3, 0xbc));
    }

    @Test
    void ascii_tells_nothing_of_a_client() throws Exception {
        assertEquals("a\\~", read(text("windows-31j", true, Said.NOTHING), 'a', '\\', '~'));
        assertEquals(List.of(), heard);
        read(text("windows-1252", false, Said.NOTHING), 0xfc);
        assertEquals(List.of("other octets"), heard);
    }

    /** Overlong forms and halves of pairs are no UTF-8, and what they hide comes out as letters or not at all. */
    @Test
    void no_form_of_a_slash_comes_out_but_the_slash() throws Exception {
        assertEquals("À¯", read(text("windows-1252", false, Said.NOTHING), 0xc0, 0xaf));
        for (var charset : List.of("GBK", "Big5", "windows-31j", "EUC-KR", "EUC-JP", "GB18030")) {
            for (var first = 0x80; first <= 0xff; first++) {
                for (var slashed : List.of(new int[]{first, '/'}, new int[]{first, 0x81, '/'},
                        new int[]{first, 0x30, 0x81, '/'})) {
                    try {
                        var read = read(text(charset, true, Said.NOTHING), slashed);
                        assertEquals(read.length() - 1, read.indexOf('/'), charset + " " + read);
                    } catch (CharacterCodingException _) {
                        // 501: nothing comes out.
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"windows-1252, 129", "ISO-8859-1, 128", "ISO-8859-15, 150", "GBK, 255", "windows-31j, 160",
            "windows-31j, 131"})
    void what_stands_for_nothing_is_refused_and_so_are_controls_of_iso_8859(String charset, int octet) {
        assertThrows(CharacterCodingException.class,
                () -> read(text(charset, false, Said.NOTHING), 'a', octet));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0x0d, 0x1b, 0x7f})
    void a_control_character_is_refused_in_the_text_of_any_charset(int control) {
        var decoder = new CommandLineDecoder(64, Wire.patient(), text("GBK", true, Said.NOTHING));
        var channel = new EmbeddedChannel(decoder);
        Wire.feed(channel, Wire.join(Wire.octets("CWD "), Wire.octets(0xd6, 0xd0, control, 'x'), Wire.octets("\r\n")));

        var malformed = assertInstanceOf(Received.Malformed.class, Wire.lines(channel).getFirst());
        assertEquals("Control character in the command.", malformed.text());
        channel.finishAndReleaseAll();
    }

    @Test
    void verbs_are_known_whatever_stands_behind_them() {
        var decoder = new CommandLineDecoder(64, Wire.patient(), text("windows-1252", false, Said.NOTHING));
        var channel = new EmbeddedChannel(decoder);
        Wire.feed(channel, Wire.join(Wire.octets("rein "), Wire.octets(0xfc), Wire.octets("\r\nAUTH "),
                Wire.octets(0xfc), Wire.octets("\r\nNOOP\r\n")));

        var lines = Wire.lines(channel);
        assertEquals(new CommandLine("REIN", "ü"), ((Received.Line) lines.get(0)).command());
        assertEquals(new CommandLine("AUTH", "ü"), ((Received.Line) lines.get(1)).command());
        assertEquals(Received.Hostile.INJECTION, lines.get(2), "AUTH is the last line in clear in any charset");
        channel.finishAndReleaseAll();
    }

    @Test
    void letters_255_are_counted_as_the_client_counts() throws Exception {
        var doubling = text("windows-1251", false, Said.NOTHING);
        assertEquals("я", read(doubling, 255, 255));
        assertEquals("яяx", read(doubling, 255, 255, 255, 255, 'x'));
        assertEquals("я", read(doubling, 255, 255));

        var single = text("windows-1251", false, Said.NOTHING);
        assertEquals("яx", read(single, 255, 'x'));
        assertEquals("яя", read(single, 255, 255));
        assertEquals("xяяя", read(single, 'x', 255, 255, 255));
    }

    /** Else whoever is on the way before AUTH could choose the names of files behind it. */
    @Test
    void what_was_learned_of_letters_255_is_forgotten_as_tls_begins() throws Exception {
        var text = text("windows-1251", false, Said.NOTHING);
        var decoder = new CommandLineDecoder(64, Wire.patient(), text);
        read(text, 255, 'x');
        assertEquals("яя", read(text, 255, 255));

        decoder.secured();
        assertEquals("я", read(text, 255, 255));
    }

    @Test
    void replies_are_in_the_charset_of_those_who_have_shown_it() {
        assertArrayEquals(Wire.octets(0xfc, 'x'), written(text("windows-1252", false, Said.OTHER_OCTETS), "üx"));
        assertArrayEquals(Wire.octets(0xfc), written(text("windows-1252", true, Said.NOTHING), "ü"));
        for (var said : List.of(Said.NOTHING, Said.UTF8_ON)) {
            assertArrayEquals(Wire.octets("ü"), written(text("windows-1252", false, said), "ü"));
        }
        assertArrayEquals(Wire.octets(255, 255, 'x'), written(text("windows-1251", true, Said.NOTHING), "яx"));
    }

    @Test
    void a_line_of_a_reply_that_the_charset_cannot_write_is_sent_in_utf_8() {
        for (var said : List.of(Said.OTHER_OCTETS, Said.UTF8_OFF)) {
            assertArrayEquals("ü日".getBytes(StandardCharsets.UTF_8),
                    written(text("windows-1252", false, said), "ü日"));
        }
    }

    @Test
    void telnet_keeps_255_where_it_is_no_letter() {
        var filter = new TelnetFilter(text("GBK", true, Said.NOTHING)::hasLetter255);
        var channel = new EmbeddedChannel(filter);
        Wire.feed(channel, Wire.join(Wire.octets("NO"), Wire.octets(255, 241), Wire.octets("OP\r\n")));
        assertArrayEquals(Wire.octets("NOOP\r\n"), Wire.drain(channel, false));
        channel.finishAndReleaseAll();
    }

    @Test
    void telnet_leaves_the_letter_255_in_a_line_and_takes_what_stands_before_it() {
        var line = Wire.join(Wire.octets(255, 244, 255, 242), Wire.octets("CWD x"), Wire.octets(255, 242, 255, 255),
                Wire.octets("\r\n"), Wire.octets(255, 241), Wire.octets("NOOP\r\n"));
        for (int cut = 0; cut <= line.length; cut++) {
            var channel =
                    new EmbeddedChannel(new TelnetFilter(text("windows-1251", false, Said.NOTHING)::hasLetter255));
            Wire.feed(channel, line, cut);
            assertArrayEquals(
                    Wire.join(Wire.octets("CWD x"), Wire.octets(255, 242, 255, 255), Wire.octets("\r\nNOOP\r\n")),
                    Wire.drain(channel, false), "cut at " + cut);
            channel.finishAndReleaseAll();
        }
    }
}
