package dev.ftpsd.server.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLSocket;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.TestIssuer;
import dev.ftpsd.server.support.TestTls;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Keys of {@code tls:} whose effect shows in a handshake, in the log, or in whether the server starts. */
class TlsKeysReachTest {

    private static final String OURS = "tls: { certificate: server.pem, key: server.key";

    @TempDir
    Path directory;

    private Path conf;
    private TestIssuer issuer;
    private TestIssuer.Issued server;

    @BeforeEach
    void makeCertificate() throws Exception {
        conf = Files.createDirectories(directory.resolve("conf"));
        issuer = new TestIssuer("Test CA");
        server = issuer.server("EC", "ftp.example.org").write(conf, "server");
    }

    private TestServer start(String tls) throws IOException {
        return TestServer.start(directory, TestServer.PERMISSIVE + tls);
    }

    private static JcaPKCS8Generator encrypted(PrivateKey key, String password) throws Exception {
        return new JcaPKCS8Generator(key, new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider()).setPassword(password.toCharArray()).build());
    }

    @Test
    void key_password_opens_an_encrypted_key_and_no_other_does() throws Exception {
        TestIssuer.write(conf.resolve("server.key"), encrypted(server.key(), "sesame"));
        Files.writeString(conf.resolve("password"), "sesame\n");
        try (var started = start(OURS + ", key-password: \"${file:" + conf.resolve("password") + "}\" }\n");
                var client = FtpTestClient.connect(started.port()).secure()) {
            assertEquals(server.certificate(),
                    ((SSLSocket) client.socket()).getSession().getPeerCertificates()[0]);
        }

        for (var wrong : new String[]{" }\n", ", key-password: simsalabim }\n"}) {
            var refused = assertThrows(IOException.class, () -> start(OURS + wrong).close());
            assertTrue(String.valueOf(refused.getMessage()).contains("key-password"), refused::toString);
        }
    }

    /** OpenSSL is not on every machine; where it is not, asking for it by name is a failure that says so. */
    @Test
    void engine_chooses_the_implementation() throws Exception {
        try (var started = start("tls: { engine: jdk }\n")) {
            assertEquals("jdk", started.engine());
        }
        String other;
        try (var started = start("tls: { engine: openssl }\n")) {
            other = started.engine();
        } catch (IOException e) {
            other = String.valueOf(e.getMessage());
        }
        assertTrue(other.equals("openssl") || other.contains("tls.engine"), other);
    }

    /** Under TLS 1.2 no fresh ticket comes with EPSV, so that the session of the control connection is what there is to resume. */
    @ParameterizedTest
    @CsvSource({"1s, 522", "24h, 226"})
    void session_lifetime_ends_the_resumption(String lifetime, int code) throws Exception {
        try (var started = start("tls: { session-lifetime: " + lifetime + " }\n");
                var client = FtpTestClient.connect(started.port(), "TLSv1.2").secure().login("alice")) {
            Thread.sleep(Duration.ofMillis(2500));
            try (var data = client.openData()) {
                client.ask("STOR new", 150);
                try {
                    client.secure(data);
                    data.write("new");
                    data.end();
                } catch (IOException e) {
                    assertEquals(522, code, e::toString);
                }
                client.expect(code);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"'[5d, 2d]', 1", "[2d], 0", "[], 0"})
    void expiry_warning_says_when_the_log_warns(String warnings, int lines) throws Exception {
        issuer.server("EC", Instant.now().plus(Duration.ofDays(3)), "ftp.example.org").write(conf, "server");
        try (var log = new HeardLog(); var _ = start(OURS + ", expiry-warning: " + warnings + " }\n")) {
            var warned = log.lines("line").stream().filter(line -> line.contains(" WARN ") && line.contains("expire"))
                    .toList();
            assertEquals(lines, warned.size(), warned::toString);
        }
    }

    /** The certificate names no responder, so that nobody can be asked. */
    @ParameterizedTest
    @CsvSource({"off, true", "soft, true", "hard, false"})
    void client_ocsp_decides_what_an_unknown_standing_means(String ocsp, boolean isLetIn) throws Exception {
        var anna = issuer.client("anna");
        TestIssuer.write(conf.resolve("ca.pem"), issuer.certificate());
        var users =
                TestServer.USERS.replace("tls: {", "login: [certificate]\n    certificates: [\"CN=anna\"]\n    tls: {");
        try (var started = TestServer.start(directory, TestServer.PERMISSIVE
                + "tls: { client-certificate: wanted, client-ca: ca.pem, client-ocsp: \"" + ocsp + "\" }\n", users)) {
            assertEquals(isLetIn, letsIn(started, new TestTls("TLSv1.3", anna)));
        }
    }

    private static boolean letsIn(TestServer started, TestTls tls) {
        try (var client = FtpTestClient.connect(started.port(), tls).secure()) {
            client.send("USER alice");
            return client.read().code() == 232;
        } catch (IOException | AssertionError e) {
            return false;
        }
    }
}
