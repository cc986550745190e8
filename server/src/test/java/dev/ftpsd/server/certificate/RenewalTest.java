package dev.ftpsd.server.certificate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLSocket;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.TestIssuer;
import dev.ftpsd.server.support.TestTls;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Certificates that change under a running server, and several of them. */
class RenewalTest {

    @TempDir
    Path directory;

    private Path conf;
    private TestIssuer issuer;
    private TestIssuer.Issued first;

    @BeforeEach
    void makeCertificate() throws Exception {
        conf = Files.createDirectories(directory.resolve("conf"));
        issuer = new TestIssuer("Test CA");
        first = issuer.server("EC", "ftp.example.org").write(conf, "server");
    }

    private TestServer start(String more) throws Exception {
        return WireServer.start(directory, "  resumption: required\n",
                "tls: { certificate: server.pem, key: server.key" + more + " }\nreload: { interval: 50ms }\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void live_sessions_keep_their_data_connections_when_the_certificate_is_renewed(String protocol) throws Exception {
        try (var server = start("");
                var old = FtpTestClient.connect(server.requiredPort(), protocol).secure().login("alice")) {
            var second = issuer.server("RSA", "ftp.example.org").write(conf, "server");
            server.reload();

            upload(server, old, "before.txt");
            try (var fresh = FtpTestClient.connect(server.requiredPort(), protocol).secure().login("bob")) {
                assertEquals(second.certificate(), shownTo(fresh));
                upload(server, fresh, "fresh.txt");
            }
            upload(server, old, "after.txt");
            assertEquals(first.certificate(), shownTo(old));
        }
    }

    @Test
    void a_pair_that_does_not_match_is_refused_and_the_old_one_kept_while_the_rest_comes_into_force() throws Exception {
        try (var server = start("")) {
            issuer.server("EC", "ftp.example.org").write(conf, "other");
            Files.copy(conf.resolve("other.key"), conf.resolve("server.key"), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(conf.resolve("ftpsd.yaml"), "server: { greeting-name: Renamed }\n",
                    StandardOpenOption.APPEND);
            server.reload();

            try (var client = FtpTestClient.connect(server.requiredPort()).secure()) {
                assertEquals(first.certificate(), shownTo(client));
            }
        }
    }

    /** Clients of TLS 1.3 would not notice, and the next start would fail. */
    @Test
    void a_certificate_with_a_key_that_no_suite_of_tls_1_2_goes_with_is_refused_and_the_old_one_kept()
            throws Exception {
        try (var server = start(", ciphers: [TLS_AES_128_GCM_SHA256, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256]")) {
            issuer.server("RSA", "ftp.example.org").write(conf, "server");
            server.reload();

            try (var client = FtpTestClient.connect(server.requiredPort(), "TLSv1.2").secure()) {
                assertEquals(first.certificate(), shownTo(client));
            }
        }
    }

    @Test
    void suites_that_go_with_no_key_are_refused_and_the_old_ones_kept() throws Exception {
        try (var server = start("")) {
            var file = conf.resolve("ftpsd.yaml");
            Files.writeString(file, Files.readString(file).replace("key: server.key",
                    "key: server.key, ciphers: [TLS_AES_128_GCM_SHA256, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]"));
            server.reload();

            try (var client = FtpTestClient.connect(server.requiredPort(), "TLSv1.2").secure()) {
                assertEquals(first.certificate(), shownTo(client));
            }
        }
    }

    @Test
    void an_expired_certificate_is_refused_and_the_old_one_kept() throws Exception {
        try (var server = start("")) {
            issuer.server("EC", Instant.now().minus(Duration.ofDays(1)), "ftp.example.org").write(conf, "server");
            server.reload();

            try (var client = FtpTestClient.connect(server.requiredPort()).secure()) {
                assertEquals(first.certificate(), shownTo(client));
            }
        }
    }

    @Test
    void a_host_whose_certificate_has_expired_keeps_its_old_one_and_the_others_get_their_new_ones() throws Exception {
        var old = issuer.server("EC", "other.example.org").write(conf, "other");
        try (var server = start(", hosts: [{ name: other.example.org, certificate: other.pem, key: other.key }]")) {
            issuer.server("EC", Instant.now().minus(Duration.ofDays(1)), "other.example.org").write(conf, "other");
            var next = issuer.server("EC", "ftp.example.org").write(conf, "server");
            server.reload();

            assertEquals(next.certificate(), shownToNewClient(server));
            try (var client = FtpTestClient.connect(server.requiredPort(),
                    new TestTls("TLSv1.3").asksFor("other.example.org")).secure()) {
                assertEquals(old.certificate(), shownTo(client));
            }
        }
    }

    @Test
    void a_certificate_behind_a_link_that_is_swapped_is_taken_up() throws Exception {
        var data = Files.createDirectories(conf.resolve("..2026_01"));
        issuer.server("EC", "ftp.example.org").write(data, "server");
        Files.createSymbolicLink(conf.resolve("..data"), Path.of("..2026_01"));
        Files.delete(conf.resolve("server.pem"));
        Files.delete(conf.resolve("server.key"));
        Files.createSymbolicLink(conf.resolve("server.pem"), Path.of("..data/server.pem"));
        Files.createSymbolicLink(conf.resolve("server.key"), Path.of("..data/server.key"));
        try (var server = start(""); var _ = server.watch()) {
            var next = issuer.server("EC", "ftp.example.org")
                    .write(Files.createDirectories(conf.resolve("..2026_02")), "server");
            Files.createSymbolicLink(conf.resolve("..new"), Path.of("..2026_02"));
            Files.move(conf.resolve("..new"), conf.resolve("..data"), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);

            Eventually.holds(() -> next.certificate().equals(shownToNewClient(server)),
                    "the new certificate is not shown");
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3", "TLSv1.2"})
    void a_client_sees_the_certificate_of_its_host_and_its_data_connections_may_ask_for_another(String protocol)
            throws Exception {
        var host = issuer.server("EC", "other.example.org").write(conf, "other");
        try (var server = start(", hosts: [{ name: other.example.org, certificate: other.pem, key: other.key }]");
                var client = FtpTestClient.connect(server.requiredPort(),
                        new TestTls(protocol).asksFor("other.example.org")).secure().login("alice")) {
            assertEquals(host.certificate(), shownTo(client));
            upload(server, client, "same.txt");
            client.tls().asksFor("ftp.example.org");
            upload(server, client, "another.txt");
            client.tls().asksFor("");
            upload(server, client, "none.txt");
        }
    }

    @Test
    void rsa_and_ecdsa_stand_side_by_side() throws Exception {
        issuer.server("RSA", "ftp.example.org").write(conf, "rsa");
        try (var server = WireServer.start(directory, "",
                "tls: { certificate: [server.pem, rsa.pem], key: [server.key, rsa.key] }\n");
                var client = FtpTestClient.connect(server.requiredPort()).secure().login("alice")) {
            assertEquals(first.certificate(), shownTo(client));
            upload(server, client, "a.txt");
        }
    }

    private static Certificate shownTo(FtpTestClient client) throws Exception {
        return ((SSLSocket) client.socket()).getSession().getPeerCertificates()[0];
    }

    private static Certificate shownToNewClient(TestServer server) {
        try (var client = FtpTestClient.connect(server.requiredPort()).secure()) {
            return shownTo(client);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void upload(TestServer server, FtpTestClient client, String name) throws Exception {
        client.ask("EPSV", 229);
        client.send("STOR " + name);
        client.expect(150);
        try (var data = DataLink.connect(server.dataPort()).secure(client.tls())) {
            data.write("hello");
            data.end();
            client.expect(226);
        }
    }
}
