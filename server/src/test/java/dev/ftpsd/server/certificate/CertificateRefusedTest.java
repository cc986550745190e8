package dev.ftpsd.server.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.TestIssuer;
import dev.ftpsd.server.support.TestTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the log says of clients that do not get past their handshake: they themselves hear an alert without words. */
class CertificateRefusedTest {

    private static final String MACHINE = TestServer.PERMISSIVE
            + "tls: { client-certificate: wanted, client-ca: ca.pem, client-crl: ca.crl }\n";

    @TempDir
    Path directory;

    private final HeardLog log = new HeardLog();
    private Path list;
    private TestIssuer issuer;
    private TestIssuer.Issued anna;

    @BeforeEach
    void issue() throws Exception {
        var conf = Files.createDirectories(directory.resolve("conf"));
        issuer = new TestIssuer("Client CA");
        anna = issuer.client("anna");
        TestIssuer.write(conf.resolve("ca.pem"), issuer.certificate());
        list = conf.resolve("ca.crl");
        issuer.writeRevoked(list);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private List<String> linesWith(String text) {
        return log.lines("line").stream().filter(line -> line.contains(text)).toList();
    }

    /** A handshake that fails: under TLS 1.3 the client hears of it later. */
    private void shakeHandsInVain(TestServer server, String protocol, TestIssuer.Issued own) {
        assertThrows(IOException.class, () -> {
            try (var client = FtpTestClient.connect(server.requiredPort(), new TestTls(protocol, own)).secure()) {
                client.ask("NOOP", 200);
            }
        });
    }

    private String refusal() throws InterruptedException {
        Eventually.holds(() -> !linesWith(" client-certificate-refused ").isEmpty(), "the log says nothing of it");
        var lines = linesWith(" client-certificate-refused ");
        assertEquals(1, lines.size(), lines::toString);
        return lines.getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void whose_certificate_was_revoked_and_where_the_client_came_from(String protocol) throws Exception {
        issuer.writeRevoked(list, anna.certificate());
        try (var server = TestServer.start(directory, MACHINE)) {
            shakeHandsInVain(server, protocol, anna);

            var line = refusal();
            assertTrue(line.contains(" WARN ") && line.contains(" from=") && line.contains("CN=anna")
                    && line.contains("revoked"), line);
        }
    }

    @Test
    void a_list_that_nobody_has_renewed_is_told_at_the_start_and_with_each_client_that_it_refuses() throws Exception {
        issuer.writeRevoked(list, Instant.now().minus(Duration.ofDays(2)), Instant.now().minus(Duration.ofHours(1)));
        try (var server = TestServer.start(directory, MACHINE)) {
            assertEquals(1, linesWith("client-crl: the list of CN=Client CA was good until ").size());
            shakeHandsInVain(server, "TLSv1.3", anna);

            assertTrue(refusal().contains("Could not determine revocation status"));
        }
    }

    @Test
    void of_a_client_that_has_no_certificate_and_breaks_off_there_is_nothing_to_say() throws Exception {
        try (var server = TestServer.start(directory, MACHINE)) {
            try (var client = FtpTestClient.connect(server.requiredPort())) {
                client.ask("AUTH TLS", 234);
            }
            FtpTestClient.connect(server.requiredPort()).secure().close();

            assertEquals(List.of(), linesWith(" client-certificate-refused "));
        }
    }
}
