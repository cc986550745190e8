package dev.ftpsd.server.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.NothingLost;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** From PASV to the connection: claims that are made, given up, contested and aborted. */
@ExtendWith(NothingLost.class)
final class ClaimTest {

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory, "  active: { enabled: true }\n  claim-timeout: 1s\n", "");
        Files.writeString(server.home().resolve("file"), "content");
    }

    private FtpTestClient login(boolean secured) throws IOException {
        var client = FtpTestClient.connect(server.port());
        if (secured) {
            client.secure();
        }
        return client.login("alice");
    }

    private static boolean isClosed(DataLink data) {
        try {
            return data.socket().getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void a_second_pasv_closes_the_connection_of_the_first() throws Exception {
        try (var client = login(true); var first = client.openData()) {
            client.secure(first);
            try (var second = client.openData()) {
                assertTrue(isClosed(first));
                client.ask("RETR file", 150);
                client.secure(second);
                assertEquals("content", new String(second.readAll(), UTF_8));
                client.expect(226);
            }
        }
    }

    @Test
    void a_thousand_pasv_without_a_connection_leave_the_next_transfer_as_it_was() throws Exception {
        for (var secured : List.of(false, true)) {
            try (var client = login(secured)) {
                for (int i = 0; i < 1000; i++) {
                    client.epsv();
                }
                assertEquals("content", new String(client.retrieve("file"), UTF_8));
            }
        }
    }

    @Test
    void a_claim_serves_one_transfer() throws Exception {
        try (var client = login(true)) {
            client.retrieve("file");
            client.ask("RETR file", 425);
            client.ask("NOOP", 200);
        }
    }

    /** The other session waits for the port for as long as claim-timeout, not for as long as it likes. */
    @Test
    void a_session_in_clear_that_does_not_connect_loses_the_port_to_one_that_asks() throws Exception {
        try (var idle = login(false); var client = login(false)) {
            idle.epsv();
            client.epsv();
            idle.ask("RETR file", 150);
            idle.expect(425);
            client.ask("ABOR", 225);
            assertEquals("content", new String(client.retrieve("file"), UTF_8));
            assertEquals("content", new String(idle.retrieve("file"), UTF_8));
        }
    }

    /** The handshake is the server's business only from the transfer command on, and must not hold ABOR up. */
    @Test
    void abor_ends_the_wait_for_a_handshake_on_a_connection_that_came_in_clear() throws Exception {
        try (var client = login(true)) {
            for (int i = 0; i < 5; i++) {
                client.ask("PROT C", 200);
                try (var data = client.openData()) {
                    client.ask("NOOP", 200);
                    client.ask("PROT P", 200);
                    client.ask("RETR file", 150);
                    client.send("ABOR");
                    assertEquals(List.of(426, 226), List.of(client.read().code(), client.read().code()));
                    assertTrue(isClosed(data));
                }
            }
        }
    }

    @Test
    void abor_ends_the_wait_for_a_client_that_does_not_take_an_active_connection() throws Exception {
        var full = new ArrayList<Socket>();
        try (var client = login(true); var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(listener, full);
            client.ask("EPRT |1|127.0.0.1|" + listener.getLocalPort() + "|", 200);
            var before = System.nanoTime();
            client.send("RETR file");
            client.send("ABOR");
            assertEquals(426, client.read().code());
            client.expect(226);
            assertEquals(0, (System.nanoTime() - before) / 5_000_000_000L);
        } finally {
            for (var socket : full) {
                socket.close();
            }
        }
    }

    /** Connections that nobody accepts: the kernel answers no more of them. */
    private static void fill(ServerSocket listener, List<Socket> full) throws IOException {
        for (int i = 0; i < 3; i++) {
            var socket = new Socket();
            full.add(socket);
            try {
                socket.connect(listener.getLocalSocketAddress(), 200);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    @Test
    void zero_as_accept_timeout_means_that_nobody_is_hurried() throws Exception {
        try (var patient = WireServer.start(directory.resolve("patient"),
                "  accept-timeout: 0s\n  stall-timeout: 0s\n", "");
                var client = FtpTestClient.connect(patient.port())) {
            Files.writeString(patient.home().resolve("file"), "content");
            client.secure().login("alice");
            var port = client.epsv();
            client.ask("RETR file", 150);
            Eventually.holds(() -> answered(client, "STAT"), "the transfer waits");
            try (var data = DataLink.connect(port)) {
                client.secure(data);
                assertEquals("content", new String(data.readAll(), UTF_8));
            }
            client.expect(226);
        }
    }

    private static boolean answered(FtpTestClient client, String command) {
        try {
            return client.ask(command, 211).toString().contains("in progress");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void zero_as_handshake_timeout_means_that_nobody_is_hurried() throws Exception {
        try (var patient = WireServer.start(directory.resolve("patient"), "", "tls: { handshake-timeout: 0s }\n");
                var client = FtpTestClient.connect(patient.port())) {
            Files.writeString(patient.home().resolve("file"), "content");
            client.secure().login("alice");
            try (var data = client.openData()) {
                client.ask("NOOP", 200);
                client.ask("NOOP", 200);
                client.ask("RETR file", 150);
                client.secure(data);
                assertEquals("content", new String(data.readAll(), UTF_8));
            }
            client.expect(226);
        }
    }
}
