package dev.ftpsd.server.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.TestIssuer;
import dev.ftpsd.server.support.TestTls;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Logins by certificate over real TLS, and what becomes of one that is revoked in the middle of a session. */
class CertificateLoginTest {

    private static final String MACHINE = """
            version: 1
            listeners:
              - { name: optional, address: "::", port: 0, tls: optional }
              - { name: required, address: "::", port: 0, tls: required }
            tls: { client-certificate: wanted, client-ca: ca.pem, client-crl: ca.crl }
            data: { ports: "0" }
            security: { login-delay: 0s, login-attempts: 0, ban: { after: 0 } }
            """;

    @TempDir
    Path directory;

    private Path conf;
    private TestIssuer issuer;
    private TestIssuer.Issued anna;
    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        conf = Files.createDirectories(directory.resolve("conf"));
        issuer = new TestIssuer("Client CA");
        anna = issuer.client("anna", new GeneralName(GeneralName.rfc822Name, "anna@example.org"));
        TestIssuer.write(conf.resolve("ca.pem"), issuer.certificate());
        issuer.writeRevoked(conf.resolve("ca.crl"));
        server = TestServer.start(directory, MACHINE, users(anna.fingerprint()));
    }

    private static String users(String annas) {
        return """
                version: 1
                defaults: { home: home, rights: [ { path: /, allow: full } ] }
                users:
                  - { name: print, login: [certificate], certificates: ["%s"] }
                  - { name: subject, login: [certificate], certificates: ["CN=anna"] }
                  - { name: mail, login: [certificate], certificates: [anna@example.org] }
                  - { name: both, login: [password+certificate], password: %s, certificates: [anna@example.org] }
                  - { name: either, login: [password, certificate], password: %s, certificates: [anna@example.org] }
                  - { name: plain, password: %s }
                  - { name: barred, login: [certificate], certificates: [anna@example.org], enabled: false }
                """.formatted(annas, TestServer.PASSWORD_HASH, TestServer.PASSWORD_HASH, TestServer.PASSWORD_HASH);
    }

    private FtpTestClient with(TestIssuer.Issued own) throws Exception {
        return FtpTestClient.connect(server.requiredPort(), new TestTls("TLSv1.3", own)).secure();
    }

    private FtpTestClient without() throws Exception {
        return FtpTestClient.connect(server.requiredPort()).secure();
    }

    @ParameterizedTest
    @ValueSource(strings = {"print", "subject", "mail", "either"})
    void the_certificate_alone_lets_in_by_each_of_its_names(String user) throws Exception {
        for (var protocol : new String[]{"TLSv1.3", "TLSv1.2"}) {
            try (var client = FtpTestClient.connect(server.requiredPort(), new TestTls(protocol, anna)).secure()) {
                client.ask("USER " + user, 232);
                client.ask("TYPE I", 200);
                upload(client, user + ".txt");
            }
        }
    }

    @Test
    void a_password_is_asked_for_where_both_are_needed() throws Exception {
        try (var client = with(anna)) {
            client.ask("USER both", 331);
            client.ask("PASS wrong", 530);
            client.ask("USER both", 331);
            client.ask("PASS secret", 230);
        }
    }

    @ParameterizedTest
    @CsvSource({"print, secret", "both, secret", "both, wrong", "barred, secret", "nobody, secret"})
    void without_the_certificate_the_answers_are_those_of_a_wrong_password(String user, String password)
            throws Exception {
        var other = issuer.client("berta");
        try (var none = without(); var another = with(other)) {
            for (var client : new FtpTestClient[]{none, another}) {
                var asked = client.ask("USER " + user, 331).toString();
                var refused = client.ask("PASS " + password, 530).toString();

                client.ask("USER plain", 331);
                assertEquals(client.ask("PASS wrong", 530).toString(), refused);
                assertEquals(client.ask("USER plain", 331).toString(), asked);
            }
        }
    }

    @Test
    void a_certificate_is_no_help_for_another_user() throws Exception {
        try (var client = with(anna)) {
            client.ask("USER plain", 331);
            client.ask("PASS secret", 230);
        }
    }

    @Test
    void the_log_tells_whose_certificate_login_was_refused() throws Exception {
        try (var log = new HeardLog(); var client = with(anna)) {
            client.ask("USER barred", 530);

            var lines = log.lines("line").stream().filter(line -> line.contains(" login-refused ")).toList();
            assertEquals(1, lines.size(), lines::toString);
            assertTrue(lines.getFirst().contains("user=\"barred\""), lines::toString);
        }
    }

    @Test
    void a_user_who_is_barred_is_refused_with_the_right_certificate_too() throws Exception {
        try (var client = with(anna)) {
            client.ask("USER barred", 530);
        }
    }

    @Test
    void a_certificate_of_a_stranger_ends_the_handshake() throws Exception {
        var foreign = new TestIssuer("Client CA").client("anna");

        assertThrows(IOException.class, () -> with(foreign).close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_certificate_that_is_revoked_in_the_middle_of_a_session_ends_it_at_the_next_transfer(String protocol)
            throws Exception {
        try (var client = FtpTestClient.connect(server.requiredPort(), new TestTls(protocol, anna)).secure()) {
            client.ask("USER mail", 232);
            client.ask("TYPE I", 200);
            upload(client, "before.txt");
            issuer.writeRevoked(conf.resolve("ca.crl"), anna.certificate());
            server.reload();

            client.ask("EPSV", 229);
            client.ask("STOR after.txt", 522);
            client.expect(421);
            assertNull(client.readOrEnd());
        }
        assertThrows(IOException.class, () -> with(anna).close());
    }

    @Test
    void a_certificate_that_a_reload_takes_from_its_user_ends_the_session() throws Exception {
        try (var client = with(anna)) {
            client.ask("USER print", 232);
            Files.writeString(conf.resolve("users.yaml"), users("0".repeat(64)));
            server.reload();

            client.expect(421);
        }
    }

    @Test
    void a_list_that_cannot_be_read_is_refused_and_the_old_one_kept() throws Exception {
        Files.writeString(conf.resolve("ca.crl"), "no list");
        server.reload();

        try (var client = with(anna)) {
            client.ask("USER mail", 232);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "host"})
    void a_newer_list_counts_though_a_certificate_of_the_server_has_expired(String expired) throws Exception {
        server.close();
        issuer.server("EC", "ftp.example.org").write(conf, "standard");
        issuer.server("EC", "other.example.org").write(conf, "host");
        server = TestServer.start(directory, MACHINE.replace("tls: { client-certificate", """
                tls: { certificate: standard.pem, key: standard.key,
                  hosts: [ { name: other.example.org, certificate: host.pem, key: host.key } ], client-certificate"""),
                users(anna.fingerprint()));
        try (var client = with(anna)) {
            client.ask("USER mail", 232);
            client.ask("TYPE I", 200);
            issuer.server("EC", Instant.now().minus(Duration.ofDays(1)), "ftp.example.org").write(conf, expired);
            issuer.writeRevoked(conf.resolve("ca.crl"), anna.certificate());
            server.reload();

            client.ask("EPSV", 229);
            client.ask("STOR after.txt", 522);
            client.expect(421);
        }
        assertThrows(IOException.class, () -> with(anna).close());
        without().close();
    }

    private void upload(FtpTestClient client, String name) throws Exception {
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
