package dev.ftpsd.server.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.ftpsd.server.support.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Real clients that log in by a certificate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CertificateLoginIT {

    private final Path own;
    private final RunningTree tree;

    CertificateLoginIT(@TempDir Path directory) throws Exception {
        var site = Site.make(directory);
        own = Files.createDirectories(directory.resolve("own"));
        var issuer = new TestIssuer("Client CA");
        TestIssuer.write(site.conf().resolve("ca.pem"), issuer.certificate());
        issuer.writeRevoked(site.conf().resolve("ca.crl"));
        var anna = issuer.client("anna").write(own, "anna");
        new TestIssuer("Server CA").server("EC", "ftp.example.org").write(site.conf(), "server");
        site.machine("""
                tls: { client-certificate: wanted, client-ca: ca.pem, client-crl: ca.crl,
                       hosts: [{ name: ftp.example.org, certificate: server.pem, key: server.key }] }
                """);
        site.users(site.user("alice"), """
                  - name: anna
                    login: [certificate]
                    certificates: ["%s"]
                    home: %s
                    rights: [ { path: /, allow: rw } ]
                """.formatted(anna.fingerprint(), site.home("anna")));
        this.tree = RunningTree.start(site);
    }

    @AfterAll
    void stop() {
        tree.close();
    }

    private List<String> shown(String... more) {
        var all = new ArrayList<>(List.of("--cert", own.resolve("anna.pem").toString(), "--key",
                own.resolve("anna.key").toString()));
        all.addAll(List.of(more));
        return all;
    }

    @ParameterizedTest
    @EnumSource(Curl.Way.class)
    @Needs("curl")
    void curl_logs_in_and_transfers_by_its_certificate(Curl.Way way) throws Exception {
        var file = Files.writeString(own.resolve(way + ".txt"), "hello");
        var curl = new Curl(tree, way);

        curl.as("anna:", shown("-T", file.toString(), curl.url(way + ".txt"))).succeeds();
        assertEquals("hello", curl.as("anna:", shown(curl.url(way + ".txt"))).succeeds().output());
    }

    @Test
    @Needs("curl")
    void curl_is_refused_without_its_certificate() throws Exception {
        var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);

        curl.as("anna:secret", List.of(curl.url(""))).exits(67);
        curl.as("alice:secret", shown(curl.url(""))).succeeds();
    }

    @Test
    @Needs("openssl")
    void openssl_is_answered_232_and_sees_the_certificate_of_the_host_that_it_asks_for() throws Exception {
        var result = Tool.in(tree.site().elsewhere(), "openssl").run(List.of("s_client", "-connect",
                "127.0.0.1:" + tree.port(), "-starttls", "ftp", "-servername", "ftp.example.org", "-ign_eof",
                "-cert", own.resolve("anna.pem").toString(), "-key", own.resolve("anna.key").toString()),
                "USER anna\r\nQUIT\r\n");

        assertTrue(result.output().contains("232 "), result::toString);
        assertTrue(result.output().contains("CN = ftp.example.org") || result.output().contains("CN=ftp.example.org"),
                result::toString);
    }
}
