package dev.ftpsd.server.admin;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.support.TestIssuer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a start would refuse is refused by the check as well, with its place. */
class CheckCommandTest {

    @TempDir
    Path conf;

    private final StringWriter out = new StringWriter();
    private TestIssuer issuer;

    @BeforeEach
    void makeFolder() throws Exception {
        issuer = new TestIssuer("Test CA");
        issuer.server("EC", "files.example.net").write(conf, "server");
        issuer.server("EC", "ftp.example.org").write(conf, "host");
        Files.writeString(conf.resolve("users.yaml"), "version: 1\n");
    }

    private int check(String tls) throws Exception {
        Files.writeString(conf.resolve("ftpsd.yaml"), "version: 1\ntls:\n" + tls);
        return check();
    }

    private int check() {
        return new CommandLine(new CheckCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out))
                .execute("--conf", conf.toString());
    }

    private void refused(String tls, String line) throws Exception {
        assertEquals(ExitCodes.CONFIG, check(tls), out::toString);
        assertTrue(out.toString().lines().anyMatch(said -> said.startsWith(line)), out::toString);
    }

    @Test
    void a_certificate_that_serves_is_all_right() throws Exception {
        assertEquals(ExitCodes.OK, check("  certificate: server.pem\n  key: server.key\n"), out::toString);
        assertTrue(out.toString().contains("all right, 0 users"), out::toString);
    }

    @Test
    void a_log_file_without_which_the_server_would_be_mute_is_a_mistake() throws Exception {
        Files.writeString(conf.resolve("log4j2.xml"), "<Configuration>\n");

        refused("  certificate: server.pem\n  key: server.key\n", "log4j2.xml:2:1: not XML: ");
        refused("  certificat: server.pem\n", "log4j2.xml:2:1: not XML: ");
    }

    @Test
    void a_certificate_that_is_not_there_is_a_mistake_with_its_place() throws Exception {
        refused("  certificate: nofile.pem\n",
                "ftpsd.yaml:3 tls.certificate: " + conf.resolve("nofile.pem") + ": does not exist");
    }

    @Test
    void a_key_that_is_not_the_certificates_is_a_mistake() throws Exception {
        refused("  certificate: server.pem\n  key: host.key\n",
                "ftpsd.yaml:3 tls.certificate: " + conf.resolve("server.pem") + ": certificate 1");
    }

    @Test
    void a_key_that_is_not_there_is_a_mistake_at_the_key() throws Exception {
        refused("  certificate: server.pem\n  key: nofile.key\n",
                "ftpsd.yaml:4 tls.key: " + conf.resolve("nofile.key") + ": does not exist");
    }

    @Test
    void a_hosts_certificate_is_looked_at_too() throws Exception {
        refused("  hosts: [{ name: ftp.example.org, certificate: nofile.pem }]\n",
                "ftpsd.yaml:3 tls.hosts[0].certificate: " + conf.resolve("nofile.pem"));
    }

    @Test
    void authorities_that_cannot_be_read_are_a_mistake() throws Exception {
        refused("  client-certificate: wanted\n  client-ca: nofile.pem\n",
                "ftpsd.yaml:4 tls.client-ca: " + conf.resolve("nofile.pem"));
    }

    @Test
    void a_self_signed_certificate_that_is_damaged_is_a_mistake_too() throws Exception {
        var state = Files.createDirectory(conf.resolve("state"));
        Files.writeString(state.resolve("self-signed.pem"), "nothing");

        Files.writeString(conf.resolve("ftpsd.yaml"), "version: 1\nserver: { state-dir: " + state + " }\n");
        assertEquals(ExitCodes.CONFIG, check(), out::toString);
        assertTrue(out.toString().startsWith("tls.certificate: " + state.resolve("self-signed.pem") + ": "),
                out::toString);
    }

    @Test
    void two_certificates_with_the_same_kind_of_key_are_a_mistake() throws Exception {
        refused("  certificate: [server.pem, host.pem]\n  key: [server.key, host.key]\n",
                "ftpsd.yaml:3 tls.certificate: ");
        assertTrue(out.toString().contains("same kind of key"), out::toString);
    }

    @Test
    void a_cipher_suite_that_nobody_knows_is_a_mistake_at_its_place() throws Exception {
        refused("  ciphers:\n    - TLS_AES_128_GCM_SHA256\n    - BOGUS\n",
                "ftpsd.yaml:5:7 tls.ciphers[1]: unknown cipher suite BOGUS; near names: ");
    }

    @Test
    void a_version_that_no_cipher_suite_serves_is_a_mistake() throws Exception {
        refused("  ciphers: [TLS_AES_128_GCM_SHA256]\n",
                "ftpsd.yaml:3:13 tls.ciphers: no cipher suite is for TLSv1.2; add one");
    }
}
