package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.NothingLost;
import dev.ftpsd.server.support.RecordClient;
import dev.ftpsd.server.support.TappedSocket;
import dev.ftpsd.server.support.TestIssuer;
import dev.ftpsd.server.support.TestTls;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Data connections that resume nothing, of a client that shows a certificate: while the server checks it, the whole file may
 * have come, and the client's end.
 */
@ExtendWith(NothingLost.class)
final class FullDataHandshakeTest {

    private static final String MACHINE = """
            version: 1
            listeners:
              - { name: optional, address: "::", port: 0, tls: optional }
            tls: { client-certificate: wanted, client-ca: ca.pem }
            data: { ports: "0", resumption: off, accept-timeout: 5s }
            security: { login-delay: 0s }
            """;

    /** What begins with this leaves a handshake before its end (TLS 1.2): user_canceled and close_notify, in clear. */
    private static final byte[] CLEAR_ALERTS = {0x15, 3, 3, 0, 2, 1, 90, 0x15, 3, 3, 0, 2, 1, 0};

    @TempDir
    Path directory;

    private TestIssuer.Issued anna;
    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        var issuer = new TestIssuer("Client CA");
        TestIssuer.write(Files.createDirectories(directory.resolve("conf")).resolve("ca.pem"), issuer.certificate());
        anna = issuer.client("anna");
        server = TestServer.start(directory, MACHINE);
        Files.writeString(server.home().resolve("file"), "old");
    }

    private FtpTestClient login(String protocol) throws IOException {
        return FtpTestClient.connect(server.port(), new TestTls(protocol, anna)).secure().login("alice");
    }

    /** One that knows no session, and shows its certificate again. */
    private RecordClient stranger(TappedSocket wire, String protocol) throws IOException {
        return new RecordClient(wire, new TestTls(protocol, anna).engine());
    }

    /** Octets are none, few enough for one segment, or more than what nobody has claimed yet has room for. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 300_000})
    void an_upload_in_one_breath_with_the_end_of_its_handshake_is_stored(int octets) throws Exception {
        try (var client = login("TLSv1.3")) {
            for (int i = 0; i < 5; i++) {
                Files.writeString(server.home().resolve("file"), "old");
                try (var wire = TappedSocket.connect(client.epsv())) {
                    client.ask("STOR file", 150);
                    stranger(wire, "TLSv1.3").holdHandshake().hold(new byte[octets]).holdClose().release();
                    wire.shutdownOutput();
                    client.expect(226);
                }
                assertArrayEquals(new byte[octets], Files.readAllBytes(server.home().resolve("file")));
            }
        }
    }

    /** curl connects and shakes hands before it sends the command. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 300_000})
    void an_upload_that_has_ended_before_its_command_is_stored(int octets) throws Exception {
        try (var client = login("TLSv1.3"); var wire = TappedSocket.connect(client.epsv())) {
            stranger(wire, "TLSv1.3").holdHandshake().hold(new byte[octets]).holdClose().release();
            wire.shutdownOutput();
            client.ask("STOR file", 150);
            client.expect(226);
        }
        assertArrayEquals(new byte[octets], Files.readAllBytes(server.home().resolve("file")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 300_000})
    void an_upload_in_one_breath_without_close_notify_is_not_stored(int octets) throws Exception {
        try (var client = login("TLSv1.3"); var wire = TappedSocket.connect(client.epsv())) {
            client.ask("STOR file", 150);
            stranger(wire, "TLSv1.3").holdHandshake().hold(new byte[octets]).release();
            wire.shutdownOutput();
            var answer = client.expect(426);
            assertTrue(answer.text().contains("close_notify"), answer.text());
        }
        assertEquals("old", Files.readString(server.home().resolve("file")));
    }

    /** The end of a handshake that did not end is no end of a file: SunJSSE takes user_canceled and close_notify for both. */
    @Test
    void a_handshake_that_the_client_breaks_off_stores_nothing() throws Exception {
        try (var client = login("TLSv1.3"); var wire = TappedSocket.connect(client.epsv())) {
            client.ask("STOR file", 150);
            stranger(wire, "TLSv1.3").awaitServer().holdClose().release();
            assertEquals("522 TLS handshake of the data connection failed.", client.read().toString());
        }
        assertEquals("old", Files.readString(server.home().resolve("file")));
    }

    /** Under TLS 1.2 anybody on the way can say it for the client, since nothing is encrypted yet. */
    @Test
    void a_handshake_that_somebody_on_the_way_breaks_off_stores_nothing() throws Exception {
        try (var client = login("TLSv1.2"); var wire = TappedSocket.connect(client.epsv())) {
            client.ask("STOR file", 150);
            stranger(wire, "TLSv1.2").awaitServer();
            wire.getOutputStream().write(CLEAR_ALERTS);
            assertEquals("522 TLS handshake of the data connection failed.", client.read().toString());
        }
        assertEquals("old", Files.readString(server.home().resolve("file")));
    }
}
