package dev.ftpsd.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.TestIssuer;
import dev.ftpsd.server.support.TestTls;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** HOST (RFC 7151) by the names of certificates, and what AUTH and REIN leave of it. */
final class HostNamesTest {

    private static final String OTHER = "other.example.org";

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        var conf = Files.createDirectories(directory.resolve("conf"));
        var issuer = new TestIssuer("Test CA");
        issuer.server("EC", "ftp.example.org").write(conf, "server");
        issuer.server("EC", OTHER).write(conf, "other");
        server = WireServer.start(directory, "", """
                server: { public-host: ftp.example.org }
                tls: { certificate: server.pem, key: server.key, hosts: [HOST] }
                """.replace("HOST", "{ name: " + OTHER + ", certificate: other.pem, key: other.key }"));
    }

    private Optional<String> called() {
        return server.server().sessions().all().getFirst().security().host();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", OTHER})
    void a_host_given_before_auth_survives_it_unless_the_handshake_names_another(String serverName) throws Exception {
        try (var client = FtpTestClient.connect(server.port(), new TestTls("TLSv1.3").asksFor(serverName))) {
            client.ask("HOST Other.Example.org", 220);
            client.secure();
            assertEquals(Optional.of(OTHER), called());
            client.login("alice");
            assertEquals(Optional.of(OTHER), called());
        }
    }

    @Test
    void a_host_that_the_handshake_contradicts_is_forgotten() throws Exception {
        try (var client = FtpTestClient.connect(server.port(), new TestTls("TLSv1.3").asksFor("ftp.example.org"))) {
            client.ask("HOST " + OTHER, 220);
            client.secure();
            assertEquals(Optional.empty(), called());
            client.ask("HOST " + OTHER, 504);
            client.ask("HOST ftp.example.org", 220);
            assertEquals(Optional.of("ftp.example.org"), called());
        }
    }

    /** Its data connections resume the session, and so does the certificate: only the control connection shows one. */
    @ParameterizedTest
    @CsvSource({"other.example.org, ''               , other.example.org",
            "other.example.org, ftp.example.org  , ftp.example.org",
            "ftp.example.org  , other.example.org, other.example.org",
            "''               , ''               , ftp.example.org"})
    void a_host_given_before_auth_chooses_the_certificate_unless_the_handshake_names_one(String host,
            String serverName, String seen) throws Exception {
        for (var protocol : List.of("TLSv1.3", "TLSv1.2")) {
            var tls = new TestTls(protocol).asksFor(serverName);
            try (var client = FtpTestClient.connect(server.port(), tls)) {
                if (!host.isEmpty()) {
                    client.ask("HOST " + host, 220);
                }
                client.secure().login("alice");

                assertEquals("CN=" + seen, ((SSLSocket) client.socket()).getSession().getPeerPrincipal().getName());
                client.store("a.txt", new byte[]{1});
                assertArrayEquals(new byte[]{1}, client.retrieve("a.txt"));
            }
        }
    }

    @Test
    void rein_forgets_the_host() throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            client.ask("HOST " + OTHER, 220);
            client.secure().login("alice");
            client.ask("REIN", 220);
            client.endTls();
            client.ask("NOOP", 200);
            assertEquals(Optional.empty(), called());
        }
    }

    @Test
    void a_name_that_no_certificate_has_is_unknown() throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            client.ask("HOST third.example.org", 504);
            assertEquals(Optional.empty(), called());
        }
    }
}
