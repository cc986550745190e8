package dev.ftpsd.server.control;

import java.util.stream.IntStream;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Telnet within the command stream (RFC 854, RFC 1123 §4.1.2.12). */
final class TelnetFilterTest {

    private static final int IAC = 255;

    /** IP and DM before ABOR, NOP, AYT, EL, subnegotiation, refusals of ours, CR NUL, and a real 255, in one line. */
    private static final byte[] ALL = Wire.join(Wire.octets(IAC, 244, IAC, 242), Wire.octets("AB"),
            Wire.octets(IAC, 241, IAC, 246, IAC, 248), Wire.octets("OR "), Wire.octets(IAC, 250, 1, 2, IAC, IAC, 3),
            Wire.octets(IAC, 240), Wire.octets("a"), Wire.octets(IAC, 252, 1, IAC, 254, 1), Wire.octets("b\r\0c"),
            Wire.octets(IAC, IAC), Wire.octets("\r\n"));
    private static final byte[] TEXT = Wire.join(Wire.octets("ABOR ab\rc"), Wire.octets(IAC), Wire.octets("\r\n"));

    @Test
    void the_text_is_the_same_wherever_the_octets_are_split() {
        for (int first = 0; first <= ALL.length; first++) {
            for (int second = first; second <= ALL.length; second++) {
                var channel = new EmbeddedChannel(new TelnetFilter());
                Wire.feed(channel, ALL, first, second);
                assertArrayEquals(TEXT, Wire.drain(channel, false), first + ", " + second);
                assertEquals(0, Wire.drain(channel, true).length, "nothing here asks for an answer");
                channel.finishAndReleaseAll();
            }
        }
    }

    @Test
    void the_text_is_the_same_octet_by_octet() {
        var channel = new EmbeddedChannel(new TelnetFilter());
        Wire.feed(channel, ALL, IntStream.range(1, ALL.length).toArray());
        assertArrayEquals(TEXT, Wire.drain(channel, false));
        channel.finishAndReleaseAll();
    }

    /** WILL is answered with DONT, DO with WONT; whoever refuses is not answered, or two parties would never stop. */
    @ParameterizedTest
    @CsvSource({"251, 254", "253, 252"})
    void an_option_is_refused_and_leaves_nothing_in_the_text(int asked, int refusal) {
        for (int cut = 0; cut <= 3; cut++) {
            var channel = new EmbeddedChannel(new TelnetFilter());
            Wire.feed(channel, Wire.join(Wire.octets(IAC, asked, 24), Wire.octets("NOOP\r\n")), cut);
            assertArrayEquals(Wire.octets("NOOP\r\n"), Wire.drain(channel, false));
            assertArrayEquals(Wire.octets(IAC, refusal, 24), Wire.drain(channel, true));
            channel.finishAndReleaseAll();
        }
    }

    /** BSD's ftp sends the second IAC urgently, others the DM: a proxy on the way may lose either. */
    @Test
    void abor_stays_whole_when_the_urgent_octet_before_it_is_lost() {
        for (var left : new byte[][]{Wire.octets(IAC, 244, 242), Wire.octets(IAC, 244, IAC), Wire.octets(242)}) {
            for (int cut = 0; cut <= left.length + 1; cut++) {
                var channel = new EmbeddedChannel(new TelnetFilter());
                Wire.feed(channel, Wire.octets("NOOP\r\n"));
                Wire.feed(channel, Wire.join(left, Wire.octets("ABOR\r\n")), cut);
                assertArrayEquals(Wire.octets("NOOP\r\nABOR\r\n"), Wire.drain(channel, false));
                channel.finishAndReleaseAll();
            }
        }
    }

    /** U+B80B0 begins with the octet of DM: only before a verb is it one. */
    @Test
    void a_name_that_holds_the_octet_of_a_data_mark_stays_whole() {
        var channel = new EmbeddedChannel(new TelnetFilter());
        var line = Wire.octets("CWD \udAA0\udCB0\r\n");
        Wire.feed(channel, line, 4);
        assertArrayEquals(line, Wire.drain(channel, false));
        channel.finishAndReleaseAll();
    }

    @Test
    void a_subnegotiation_without_end_is_kept_nowhere() {
        var channel = new EmbeddedChannel(new TelnetFilter());
        Wire.feed(channel, Wire.octets(IAC, 250));
        for (int i = 0; i < 100; i++) {
            Wire.feed(channel, new byte[10_000]);
        }
        assertEquals(0, Wire.drain(channel, false).length);
        Wire.feed(channel, Wire.join(Wire.octets(IAC, 240), Wire.octets("NOOP\r\n")));
        assertArrayEquals(Wire.octets("NOOP\r\n"), Wire.drain(channel, false));
        channel.finishAndReleaseAll();
    }

    /** Each refusal would be kept in memory for a client that reads none. */
    @Test
    void a_client_that_reads_no_refusals_gets_no_more_of_them() {
        var unread = new Unread();
        var channel = new EmbeddedChannel(unread, new TelnetFilter());
        var flood = new byte[30_000];
        for (int i = 0; i < flood.length; i += 3) {
            System.arraycopy(Wire.octets(IAC, 253, 1), 0, flood, i, 3);
        }
        for (int i = 0; i < 100; i++) {
            Wire.feed(channel, flood);
        }
        assertTrue(unread.kept() <= 128 * 1024, unread.kept() + " octets wait for a client that does not read");
        channel.finishAndReleaseAll();
    }
}
