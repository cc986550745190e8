package dev.ftpsd.server.attack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLException;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.TappedSocket;
import dev.ftpsd.server.support.TestTls;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Handshakes that never end, and clients of other protocols that are made to speak to this server (ALPACA). */
final class TlsAttackTest {

    private static final byte[] HALF_A_HELLO = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    @TempDir
    Path directory;

    /** What comes instead of a handshake. */
    enum Stalled {
        SILENCE, HALF_A_HELLO, OCTET_BY_OCTET
    }

    /** For those who do not mean to shake hands: who does may be held up for longer. */
    private TestServer soonTired() throws IOException {
        return WireServer.start(directory, "", "tls: { handshake-timeout: 500ms }\n");
    }

    private TestServer patient(String data, String sections) throws IOException {
        var server = WireServer.start(directory, data, sections);
        Files.writeString(server.home().resolve("a.txt"), "for alice");
        return server;
    }

    @ParameterizedTest
    @EnumSource
    void a_handshake_behind_auth_that_stalls_ends_the_connection_in_time(Stalled how) throws Exception {
        try (var server = soonTired(); var client = FtpTestClient.connect(server.port())) {
            client.ask("AUTH TLS", 234);
            stall(how, client.wire());
            assertNull(client.readOrEnd());
            Eventually.holds(() -> server.server().sessionCount() == 0, "the session stays");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_handshake_on_the_implicit_port_that_stalls_ends_the_connection_in_time(Stalled how) throws Exception {
        try (var server = soonTired(); var client = TappedSocket.connect(server.implicitPort())) {
            stall(how, client);
            assertEquals(0, client.getInputStream().readAllBytes().length);
        }
    }

    private static void stall(Stalled how, TappedSocket client) throws Exception {
        switch (how) {
            case SILENCE -> {
            }
            case HALF_A_HELLO -> client.getOutputStream().write(HALF_A_HELLO);
            case OCTET_BY_OCTET -> dribble(client);
        }
    }

    private static void dribble(TappedSocket client) throws InterruptedException {
        var begin = System.nanoTime();
        try {
            for (int i = 0; System.nanoTime() - begin < PATIENCE_NANOS; i++) {
                client.getOutputStream().write(i < HALF_A_HELLO.length ? HALF_A_HELLO[i] : 0);
                Thread.sleep(100);
            }
        } catch (IOException e) {
            // The server has had enough.
        }
        assertTrue(System.nanoTime() - begin < PATIENCE_NANOS, "octets put the end off");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_handshake_for_data_that_stalls_costs_its_transfer_and_not_the_next(boolean helloIsWhole) throws Exception {
        try (var server = patient("  accept-timeout: 6s\n", "tls: { handshake-timeout: 2s }\n");
                var client = FtpTestClient.connect(server.port())) {
            client.secure().login("alice");
            try (var data = client.openData()) {
                client.ask("RETR a.txt", 150);
                data.write(helloIsWhole ? hello(client.tls()) : HALF_A_HELLO);
                // Before its hello is whole a connection is nobody's, and is waited for as one that has not come.
                client.expect(helloIsWhole ? 522 : 425);
            }
            assertArrayEquals(Files.readAllBytes(server.home().resolve("a.txt")), client.retrieve("a.txt"));
        }
    }

    private static byte[] hello(TestTls tls) throws IOException {
        var engine = tls.engine();
        var octets = ByteBuffer.allocate(1 << 15);
        engine.wrap(ByteBuffer.allocate(0), octets);
        return Arrays.copyOf(octets.array(), octets.position());
    }

    /** A browser says so in its handshake. */
    @ParameterizedTest
    @CsvSource({"TLSv1.3, http/1.1", "TLSv1.2, h2", "TLSv1.3, smtp", "TLSv1.2, imap"})
    void a_client_of_another_protocol_gets_through_no_handshake(String protocol, String application) throws Exception {
        var tls = new TestTls(protocol).offer(application);
        try (var server = patient("", "")) {
            try (var behindAuth = FtpTestClient.connect(server.port(), tls)) {
                behindAuth.ask("AUTH TLS", 234);
                assertTrue(refusal(behindAuth::shakeHands).contains("no_application_protocol"));
            }
            try (var implicit = TappedSocket.connect(server.implicitPort())) {
                assertTrue(refusal(() -> tls.over(implicit)).contains("no_application_protocol"));
            }
            try (var data = TappedSocket.connect(server.dataPort())) {
                assertTrue(refusal(() -> tls.over(data)).contains("no_application_protocol"));
            }
        }
    }

    /** What the alert says. */
    private static String refusal(Handshake handshake) {
        return String.valueOf(assertThrows(SSLException.class, handshake::run).getMessage());
    }

    private interface Handshake {
        void run() throws IOException;
    }

    /** One that says nothing in its handshake says it with its first word. */
    @ParameterizedTest
    @ValueSource(strings = {"POST / HTTP/1.1", "GET /a.txt HTTP/1.1", "EHLO example.org", "MAIL FROM:<a@example.org>"})
    void a_request_of_another_protocol_under_tls_runs_no_command_behind_it(String first) throws Exception {
        try (var server = patient("", ""); var client = FtpTestClient.connectImplicit(server.implicitPort())) {
            client.send(first, "Host: example.org", "", "USER alice", "PASS secret", "MKD made");

            assertTrue(client.readToEnd().stream().allMatch(answer -> answer.code() == 500), first);
            Eventually.holds(() -> server.server().sessionCount() == 0, "the session stays");
            assertTrue(Files.notExists(server.home().resolve("made")));
        }
    }
}
