package dev.ftpsd.server.proxy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.TappedSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.ftpsd.server.proxy.BehindProxy.CLIENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The header itself: which are taken, in which pieces, and what is closed without a word to the client. */
final class ProxyHeaderTest {

    private static final byte[] VERSION_1 = Header.text("PROXY TCP4 203.0.113.7 198.51.100.1 40000 21");

    @TempDir
    Path directory;

    @Test
    void both_versions_tell_the_client_s_address_of_either_family() throws Exception {
        try (var proxy = BehindProxy.start(directory)) {
            for (var header : List.of(VERSION_1, BehindProxy.header(CLIENT),
                    Header.text("PROXY TCP6 2001:db8::7 2001:db8::1 40000 21"), BehindProxy.header("2001:db8::7"))) {
                try (var client = FtpTestClient.over(BehindProxy.connect(proxy.server().port(), header))) {
                    client.expect(220);
                    var expected = header.length == VERSION_1.length || header.length == 28 ? CLIENT
                            : "2001:db8:0:0:0:0:0:7";
                    assertEquals(List.of(expected), proxy.clients());
                    client.ask("QUIT", 221);
                }
                Eventually.holds(() -> proxy.clients().isEmpty(), "the session ends");
            }
        }
    }

    @Test
    void what_comes_in_the_segment_of_the_header_is_the_client_s_first_line() throws Exception {
        try (var proxy = BehindProxy.start(directory);
                var client = FtpTestClient.over(BehindProxy.connect(proxy.server().port(),
                        Header.and(VERSION_1, "NOOP\r\nQUIT\r\n")))) {
            assertEquals(List.of(220, 200, 221), client.readToEnd().stream().map(answer -> answer.code()).toList());
        }
    }

    @Test
    void a_client_hello_in_the_segment_of_the_header_is_answered_where_tls_comes_first() throws Exception {
        try (var proxy = BehindProxy.start(directory)) {
            var wire = TappedSocket.connect(proxy.server().implicitPort()).sayBefore(BehindProxy.header(CLIENT));
            try (var client = FtpTestClient.over(wire)) {
                client.shakeHands();
                client.expect(220);
                assertEquals(List.of(CLIENT), proxy.clients());
            }
        }
    }

    @Test
    void a_header_may_come_octet_by_octet() throws Exception {
        try (var proxy = BehindProxy.start(directory)) {
            for (var header : List.of(VERSION_1, BehindProxy.header(CLIENT))) {
                var wire = TappedSocket.connect(proxy.server().port());
                for (var octet : header) {
                    wire.getOutputStream().write(octet);
                    Thread.sleep(1);
                }
                try (var client = FtpTestClient.over(wire)) {
                    client.expect(220);
                    assertEquals(CLIENT, proxy.clients().getLast());
                }
            }
        }
    }

    @Test
    void extensions_are_skipped_up_to_536_octets_in_all() throws Exception {
        try (var proxy = BehindProxy.start(directory)) {
            var client = Header.at(CLIENT, 40_000);
            var longest = Header.binary(client, Header.at("198.51.100.1", 21), 536 - 28);
            assertEquals(536, longest.length);
            try (var in = FtpTestClient.over(BehindProxy.connect(proxy.server().port(), longest))) {
                in.expect(220);
            }
            BehindProxy.assertClosed(BehindProxy.connect(proxy.server().port(),
                    Header.binary(client, Header.at("198.51.100.1", 21), 537 - 28)));
        }
    }

    @Test
    void a_proxy_that_speaks_for_itself_comes_from_its_own_address() throws Exception {
        try (var proxy = BehindProxy.start(directory)) {
            for (var header : List.of(Header.local(), Header.ofFamily(0, new byte[0]), Header.text("PROXY UNKNOWN"),
                    Header.text("PROXY UNKNOWN 203.0.113.7 198.51.100.1 40000 21"))) {
                try (var client = FtpTestClient.over(BehindProxy.connect(proxy.server().port(), header))) {
                    client.expect(220);
                    assertEquals("127.0.0.1", proxy.clients().getLast());
                    client.ask("QUIT", 221);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER alice\r\nPASS secret\r\n", "GET / HTTP/1.1\r\n\r\n", "PROXY TCP4 one two 3 4\r\n",
            "PROXY TCP4 203.0.113.7 198.51.100.1 40000\r\n", "PROXY TCP4 203.0.113.7 198.51.100.1 70000 21\r\n",
            "PROXY TCP4 2001:db8::7 2001:db8::1 40000 21\r\n", "PROXY UDP4 203.0.113.7 198.51.100.1 40000 21\r\n",
            "PROXY TCP4 bad\r\nPROXY TCP4 203.0.113.7 198.51.100.1 40000 21\r\n"})
    void anything_else_first_closes_the_connection_without_a_word_and_names_the_setting(String first)
            throws Exception {
        try (var log = new HeardLog(); var proxy = BehindProxy.start(directory)) {
            BehindProxy.assertClosed(
                    BehindProxy.connect(proxy.server().port(), first.getBytes(StandardCharsets.US_ASCII)));
            assertClosedForHeader(log, "what came is no PROXY header");
        }
    }

    @Test
    void a_header_for_something_else_than_tcp_closes_the_connection() throws Exception {
        try (var log = new HeardLog(); var proxy = BehindProxy.start(directory)) {
            for (var header : List.of(Header.ofFamily(0x12, new byte[12]), Header.ofFamily(0x31, new byte[216]))) {
                BehindProxy.assertClosed(BehindProxy.connect(proxy.server().port(), header));
            }
            for (var header : List.of(Header.ofFamily(0x11, new byte[5]), Header.ofFamily(0x51, new byte[12]))) {
                BehindProxy.assertClosed(BehindProxy.connect(proxy.server().port(), header));
            }
            Eventually.holds(() -> turnedAway(log).size() == 4, turnedAway(log).toString());
        }
    }

    @Test
    void a_connection_without_header_is_closed_after_five_seconds() throws Exception {
        try (var log = new HeardLog(); var proxy = BehindProxy.start(directory)) {
            var half = BehindProxy.connect(proxy.server().port(), Arrays.copyOf(VERSION_1, 20));
            var silent = TappedSocket.connect(proxy.server().implicitPort());
            var begin = System.nanoTime();
            BehindProxy.assertClosed(silent);
            BehindProxy.assertClosed(half);
            assertTrue(System.nanoTime() - begin > 4_000_000_000L, "it was waited for");
            Eventually.holds(() -> turnedAway(log).size() == 2, "both are told");
            assertTrue(turnedAway(log).stream().anyMatch(line -> line.contains("turned-away from=127.0.0.1"
                    + " reason=NOT_PROXIED setting=listeners.implicit.proxy-protocol"
                    + " why=\"no PROXY header within 5 s\"")), turnedAway(log)::toString);
        }
    }

    @Test
    void nobody_but_the_proxies_is_believed_or_let_in() throws Exception {
        try (var log = new HeardLog(); var proxy = BehindProxy.start(directory)) {
            var wire = TappedSocket.connect(BehindProxy.STRANGER, proxy.server().port());
            wire.getOutputStream().write(BehindProxy.header("127.0.0.1"));
            BehindProxy.assertClosed(wire);
            BehindProxy.assertClosed(TappedSocket.connect(BehindProxy.STRANGER, proxy.server().implicitPort()));

            assertEquals(List.of(), proxy.clients());
            Eventually.holds(() -> turnedAway(log).size() == 2, "both are told");
            assertTrue(turnedAway(log).getFirst().endsWith("turned-away from=127.0.0.2 reason=NOT_PROXIED"
                    + " setting=listeners.optional.proxy-from why=\"no proxy that is trusted\""),
                    turnedAway(log)::toString);
        }
    }

    private static void assertClosedForHeader(HeardLog log, String why) throws InterruptedException {
        Eventually.holds(() -> !turnedAway(log).isEmpty(), "it is told");
        assertEquals(1, turnedAway(log).size(), turnedAway(log)::toString);
        assertTrue(turnedAway(log).getFirst().endsWith("turned-away from=127.0.0.1 reason=NOT_PROXIED"
                + " setting=listeners.optional.proxy-protocol why=\"" + why + "\""), turnedAway(log)::toString);
    }

    private static List<String> turnedAway(HeardLog log) {
        return log.lines("line").stream().filter(line -> line.contains(" turned-away ")).toList();
    }
}
