package dev.ftpsd.server.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLSocket;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * What FileZilla expects of a server that selects {@code x-filezilla-ftp}: it sends no SYST, CLNT, OPTS, PBSZ and PROT, and
 * offers {@code ftp-data} on data connections.
 */
final class FilezillaPromiseTest {

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory);
        Files.writeString(server.home().resolve("file"), "content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void data_is_protected_without_pbsz_and_prot(String protocol) throws Exception {
        try (var client = FtpTestClient.connect(server.port(), protocol)) {
            client.tls().offer("ftp", "x-filezilla-ftp");
            client.ask("AUTH TLS", 234);
            client.shakeHands();
            assertEquals("x-filezilla-ftp", ((SSLSocket) client.socket()).getApplicationProtocol());
            client.login("alice");

            client.tls().offer("ftp-data");
            for (int i = 0; i < 3; i++) {
                assertEquals("content", new String(client.retrieve("file"), UTF_8));
            }
        }
    }

    @Test
    void a_client_that_only_offers_ftp_begins_in_clear_as_ever() throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            client.tls().offer("ftp");
            client.ask("AUTH TLS", 234);
            client.shakeHands();
            assertEquals("ftp", ((SSLSocket) client.socket()).getApplicationProtocol());
            client.login("alice");

            try (var data = client.openData()) {
                client.ask("RETR file", 150);
                assertEquals("content", new String(data.readAll(), UTF_8));
                client.expect(226);
            }
        }
    }
}
