package dev.ftpsd.server.data;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.Answer;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.RecordClient;
import dev.ftpsd.server.support.TappedSocket;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Handshakes of data connections whose owner is known before they begin: one that is broken off is none, and its end is not
 * the end of a file.
 */
final class LateHandshakeTest {

    /** What begins with this leaves a handshake before its end (TLS 1.2): user_canceled and close_notify, in clear. */
    private static final byte[] CLEAR_ALERTS = {0x15, 3, 3, 0, 2, 1, 90, 0x15, 3, 3, 0, 2, 1, 0};

    private static final String FOR_EVER = "tls: { handshake-timeout: 0s }\n";

    @TempDir
    Path directory;

    private TestServer start(String resumption) throws IOException {
        return start(resumption, "");
    }

    private TestServer start(String resumption, String sections) throws IOException {
        var server = WireServer.start(directory,
                "  resumption: " + resumption + "\n  active: { enabled: true }\n  accept-timeout: 1s\n", sections);
        Files.writeString(server.home().resolve("file"), "old");
        return server;
    }

    private static FtpTestClient login(TestServer server, String protocol) throws IOException {
        return FtpTestClient.connect(server.port(), protocol).secure().login("alice");
    }

    /** With the words for a handshake, not those for a session that was not resumed. */
    private static void assertFailed(TestServer server, FtpTestClient client, Answer answer) throws IOException {
        assertEquals("522 TLS handshake of the data connection failed.", answer.toString());
        client.ask("NOOP", 200);
        assertEquals("old", Files.readString(server.home().resolve("file")));
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3,required", "TLSv1.3,off", "TLSv1.2,required", "TLSv1.2,off"})
    void one_that_is_broken_off_on_an_active_connection_stores_nothing(String protocol, String resumption)
            throws Exception {
        try (var server = start(resumption);
                var client = login(server, protocol);
                var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            client.ask("EPRT |1|127.0.0.1|" + listener.getLocalPort() + "|", 200);
            client.ask("STOR file", 150);
            try (var wire = listener.accept()) {
                breakOff(wire, client, protocol);
                assertFailed(server, client, client.read());
            }
        }
    }

    /** While PROT is C it is told by its address. */
    @ParameterizedTest
    @CsvSource({"TLSv1.3,required", "TLSv1.3,off", "TLSv1.2,required", "TLSv1.2,off"})
    void one_that_is_broken_off_on_a_connection_that_came_in_clear_stores_nothing(String protocol, String resumption)
            throws Exception {
        try (var server = start(resumption); var client = login(server, protocol)) {
            var answer = storeOverClear(client, protocol);
            // Where PROT P overtakes the connection nobody knows whose it is: 425.
            for (var more = 20; more > 0 && answer.code() == 425; more--) {
                answer = storeOverClear(client, protocol);
            }
            assertFailed(server, client, answer);
        }
    }

    private static Answer storeOverClear(FtpTestClient client, String protocol) throws IOException {
        client.ask("PROT C", 200);
        try (var wire = TappedSocket.connect(client.epsv())) {
            client.ask("NOOP", 200);
            client.ask("PROT P", 200);
            client.ask("STOR file", 150);
            breakOff(wire, client, protocol);
            return client.read();
        }
    }

    /** Nothing else would end the wait: the handshake may take for ever here. */
    @ParameterizedTest
    @CsvSource({"TLSv1.3,true", "TLSv1.3,false", "TLSv1.2,true", "TLSv1.2,false"})
    void one_that_the_client_closes_on_an_active_connection_fails_at_once(String protocol, boolean begun)
            throws Exception {
        try (var server = start("required", FOR_EVER);
                var client = login(server, protocol);
                var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            client.ask("EPRT |1|127.0.0.1|" + listener.getLocalPort() + "|", 200);
            client.ask("STOR file", 150);
            try (var wire = listener.accept()) {
                if (begun) {
                    new RecordClient(wire, client.tls().engine()).awaitServer();
                }
                wire.shutdownOutput();
                assertFailed(server, client, client.read());
            }
        }
    }

    /** Its FIN was the end of a file in clear when it came. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void one_whose_client_has_closed_before_prot_p_fails_at_once(String protocol) throws Exception {
        try (var server = start("required", FOR_EVER); var client = login(server, protocol)) {
            client.ask("PROT C", 200);
            try (var wire = TappedSocket.connect(client.epsv())) {
                Eventually.holds(() -> server.server().pendingDataConnections() == 0, "its session has it");
                wire.shutdownOutput();
                client.ask("PROT P", 200);
                client.ask("STOR file", 150);
                assertFailed(server, client, client.read());
            }
        }
    }

    /** Resumes the session of the control connection, as it should, and goes no further than the server's answer. */
    private static void breakOff(Socket wire, FtpTestClient client, String protocol) throws IOException {
        var tls = new RecordClient(wire, client.tls().engine()).awaitServer();
        if (protocol.equals("TLSv1.3")) {
            tls.holdClose().release();
        } else {
            wire.getOutputStream().write(CLEAR_ALERTS);
        }
    }
}
