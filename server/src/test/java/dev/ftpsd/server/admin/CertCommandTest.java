package dev.ftpsd.server.admin;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.ftpsd.server.support.TestIssuer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CertCommandTest {

    @TempDir
    Path conf;

    private TestIssuer issuer;
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void makeFolder() throws Exception {
        issuer = new TestIssuer("Test CA");
        Files.writeString(conf.resolve("users.yaml"), "version: 1\n");
        machine("""
                  certificate: [server.pem, rsa.pem]
                  key: [server.key, rsa.key]
                  hosts: [{ name: ftp.example.org, certificate: host.pem, key: host.key }]
                """);
        issuer.server("EC", "files.example.net").write(conf, "server");
        issuer.server("RSA", "files.example.net").write(conf, "rsa");
        issuer.server("EC", "ftp.example.org").write(conf, "host");
    }

    private void machine(String tls) throws Exception {
        Files.writeString(conf.resolve("ftpsd.yaml"), "version: 1\ntls:\n" + tls);
    }

    private int run(String... options) {
        var line = new CommandLine(new CertCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        var arguments = new ArrayList<>(List.of("--conf", conf.toString()));
        arguments.addAll(List.of(options));
        return line.execute(arguments.toArray(String[]::new));
    }

    @Test
    void every_pair_is_shown_with_what_an_administrator_looks_for() {
        assertEquals(ExitCodes.OK, run());

        var text = out.toString();
        assertTrue(text.contains("(standard)  " + conf.resolve("rsa.pem")), text);
        assertTrue(text.contains("ftp.example.org  " + conf.resolve("host.pem")), text);
        assertTrue(text.contains("RSA, 2048 bits") && text.contains("ECDSA, 256 bits"), text);
        assertTrue(text.contains("issuer    CN=Test CA"), text);
        assertTrue(text.contains("days-left 29"), text);
    }

    @Test
    void a_pair_that_does_not_serve_is_shown_with_its_problem_and_the_exit_code_is_that_of_a_wrong_configuration()
            throws Exception {
        issuer.server("EC", Instant.now().minus(Duration.ofDays(3)), "ftp.example.org").write(conf, "host");
        Files.delete(conf.resolve("rsa.key"));

        assertEquals(ExitCodes.CONFIG, run());

        var text = out.toString();
        assertTrue(
                text.contains("PROBLEM   " + conf.resolve("host.pem") + ": certificate 1 (CN=ftp.example.org) expired"),
                text);
        assertTrue(text.contains("PROBLEM   " + conf.resolve("rsa.key") + ": does not exist"), text);
    }

    @Test
    void two_certificates_with_the_same_kind_of_key_are_a_problem() throws Exception {
        machine("  certificate: [server.pem, host.pem]\n  key: [server.key, host.key]\n");

        assertEquals(ExitCodes.CONFIG, run());
        assertTrue(out.toString().contains("same kind of key"), out.toString());
    }

    @Test
    void a_certificate_that_does_not_name_its_host_is_noted() throws Exception {
        machine("  hosts: [{ name: other.example.org, certificate: host.pem, key: host.key }]\n");

        assertEquals(ExitCodes.OK, run());
        assertTrue(out.toString().contains("is for [ftp.example.org] and not for other.example.org"), out.toString());
        assertTrue(out.toString().contains("which the first start makes"), out.toString());
    }

    @Test
    void programs_get_json() throws Exception {
        issuer.server("EC", Instant.now().minus(Duration.ofDays(3)), "a\\\"b").write(conf, "host");

        assertEquals(ExitCodes.CONFIG, run("--json"));

        // JSON is YAML.
        Map<String, List<Map<String, Object>>> tree =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(out.toString());
        assertEquals(List.of("(standard)", "(standard)", "ftp.example.org"),
                tree.getOrDefault("certificates", List.of()).stream().map(one -> one.get("host")).toList());
        assertEquals(List.of(), tree.get("problems"));
    }
}
