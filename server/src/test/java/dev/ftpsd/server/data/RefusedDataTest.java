package dev.ftpsd.server.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.NothingLost;
import dev.ftpsd.server.support.RecordClient;
import dev.ftpsd.server.support.TappedSocket;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Data connections under PROT P that the server refuses itself, since they never came as far as to show whose they are: their session hears
 * why, and not that a firewall is in the way.
 */
@ExtendWith(NothingLost.class)
final class RefusedDataTest {

    private static final String HANDSHAKE = "522 TLS handshake of the data connection failed.";
    private static final String CLEAR = "522 The data connection came without TLS, but PROT is P;"
            + " switch on TLS for data connections (PROT P) in the client.";

    /** A ClientHello of one octet. */
    private static final byte[] NO_HELLO = {0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0};

    /** unknown_ca, in clear: the client does not trust the server's certificate (RFC 8446 §6.2). */
    private static final byte[] UNKNOWN_CA = {0x15, 3, 3, 0, 2, 2, 48};

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    /** What a client does with a connection that has come. */
    enum Way {
        NO_OCTET, GARBLED_HELLO, FIN_BEHIND_HELLO, RESET_BEHIND_HELLO, NO_TRUST, IN_CLEAR;

        private void go(TappedSocket wire, FtpTestClient client) throws Exception {
            switch (this) {
                case NO_OCTET -> wire.close();
                case GARBLED_HELLO -> wire.getOutputStream().write(NO_HELLO);
                case FIN_BEHIND_HELLO -> {
                    new RecordClient(wire, client.tls().engine()).awaitServer();
                    wire.shutdownOutput();
                }
                case RESET_BEHIND_HELLO -> {
                    new RecordClient(wire, client.tls().engine()).awaitServer();
                    wire.reset();
                }
                case NO_TRUST -> {
                    new RecordClient(wire, client.tls().engine()).awaitServer();
                    wire.getOutputStream().write(UNKNOWN_CA);
                }
                case IN_CLEAR -> wire.getOutputStream().write("the file".getBytes(UTF_8));
            }
        }
    }

    /** It waits for longer than any test does, unless it is told to be brief. */
    @BeforeEach
    void start() throws Exception {
        server = WireServer.start(directory, "  claim-timeout: 1s\n  accept-timeout: 10m\n", "");
        Files.writeString(server.home().resolve("file"), "content");
    }

    private FtpTestClient login() throws Exception {
        return FtpTestClient.connect(server.port()).secure().login("alice");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void its_session_hears_why(Way way) throws Exception {
        try (var log = new HeardLog(); var client = login()) {
            client.ask("PASV", 227);
            client.ask("RETR file", 150);
            try (var wire = TappedSocket.connect(server.dataPort())) {
                way.go(wire, client);
                assertEquals(way == Way.IN_CLEAR ? CLEAR : HANDSHAKE, client.read().toString());
            }
            assertEquals(List.of(),
                    log.lines("line").stream().filter(line -> line.contains(" WARN  PassiveHost ")).toList());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void the_right_one_is_still_waited_for(Way way) throws Exception {
        try (var client = login(); var wire = TappedSocket.connect(client.epsv())) {
            client.ask("RETR file", 150);
            way.go(wire, client);
            Eventually.holds(() -> server.server().pendingDataConnections() == 0, "it is refused");
            try (var data = DataLink.connect(server.dataPort())) {
                client.secure(data);
                assertEquals("content", new String(data.readAll(), UTF_8));
                client.expect(226);
            }
        }
    }

    /** It was made for an earlier one. */
    @Test
    void one_that_came_before_pasv_makes_nobody_hurry() throws Exception {
        try (var client = login(); var early = TappedSocket.connect(server.dataPort())) {
            Eventually.holds(() -> server.server().pendingDataConnections() == 1, "it has come");
            var port = client.epsv();
            client.ask("RETR file", 150);
            early.shutdownOutput();
            Thread.sleep(2500);
            try (var data = DataLink.connect(port)) {
                client.secure(data);
                assertEquals("content", new String(data.readAll(), UTF_8));
                client.expect(226);
            }
        }
    }
}
