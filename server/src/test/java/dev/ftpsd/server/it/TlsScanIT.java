package dev.ftpsd.server.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ftpsd.server.support.TestIssuer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * testssl.sh has nothing to complain of, neither on the explicit nor on the implicit port. In a build it looks at versions and
 * certificates; with {@code -Dftpsd.test.testssl=long} it makes all its checks, on both engines, in some ten minutes.
 */
@Needs("testssl")
final class TlsScanIT {

    private static final boolean LONG = System.getProperty("ftpsd.test.testssl", "short").equals("long");
    private static final List<String> CHECKS = LONG ? List.of() : List.of("--protocols", "--server-defaults");
    private static final Duration LIMIT = LONG ? Duration.ofMinutes(15) : Duration.ofMinutes(3);

    /** Its exit codes from here on are errors of its own; those below say how many checks had something to tell. */
    private static final int FAILURES = 242;
    /** What it says of a thing that it does not mind. */
    private static final Set<String> GOOD = Set.of("OK", "INFO");
    /** The test's certificates live for a month, and nobody says whether they are revoked. */
    private static final Set<String> OF_THE_TEST = Set.of("cert_expirationStatus", "cert_notAfter", "cert_revocation");
    /** It would like to offer GOST, and the OpenSSL of the machine that it runs on has no engine for that. */
    private static final String OF_ITS_MACHINE = "engine_problem";
    /** What it says where its own client ends before the ticket of TLS 1.3 has come, which stands behind the handshake. */
    private static final String NO_TICKET_YET = "check failed because of connect problem";
    /** DEBUG on the implicit port: it looks for HTTP there, and leaves out what it has to say of that. */
    private static final String SERVICE = "service";
    /** Of each report, so that one that says nothing, or breaks off, does not pass. */
    private static final Map<String, String> SAID =
            Map.of("scanTime", "INFO", "SSLv3", "OK", "TLS1", "INFO", "TLS1_1", "INFO",
                    "TLS1_2", "OK", "TLS1_3", "OK", "cert_trust <cert#1>", "OK", "cert_chain_of_trust <cert#1>", "OK",
                    "cert_trust <cert#2>", "OK", "cert_chain_of_trust <cert#2>", "OK");

    @TempDir
    Path directory;

    enum Port {
        EXPLICIT, IMPLICIT
    }

    record Way(Port port, String engine) {}

    static List<Way> ways() {
        return (LONG ? List.of("openssl", "jdk") : List.of("auto")).stream()
                .flatMap(engine -> Arrays.stream(Port.values()).map(port -> new Way(port, engine))).toList();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void nothing_is_found(Way way) throws Exception {
        try (var tree = RunningTree.start(site(way.engine()))) {
            var found = run(tree, way.port());

            var said = new TreeMap<>(found);
            said.keySet().retainAll(SAID.keySet());
            assertEquals(new TreeMap<>(SAID), said, found::toString);
            found.keySet().removeIf(id -> Set.of(SERVICE, OF_ITS_MACHINE).contains(id)
                    || OF_THE_TEST.contains(id.replaceFirst(" <.*", "")));
            found.values().removeAll(GOOD);
            assertEquals(Map.of(), found);
        }
    }

    /** With two certificates, so that the cipher suites of both are offered. */
    private Site site(String engine) throws Exception {
        var site = Site.make(directory);
        var issuer = new TestIssuer("Test CA");
        TestIssuer.write(directory.resolve("ca.pem"), issuer.certificate());
        issuer.server("EC", "localhost").write(site.conf(), "ecdsa");
        issuer.server("RSA", "localhost").write(site.conf(), "rsa");
        return site.machine("tls: { engine: " + engine
                + ", certificate: [rsa.pem, ecdsa.pem], key: [rsa.key, ecdsa.key] }\n");
    }

    /** How severe it finds what, by its own names. */
    private Map<String, String> run(RunningTree tree, Port port) throws Exception {
        var report = directory.resolve("report.json");
        var line = new ArrayList<>(List.of("--quiet", "--color", "0", "--warnings", "off", "--nodns", "none", "--ip",
                "127.0.0.1", "--add-ca", directory.resolve("ca.pem").toString(), "--jsonfile", report.toString()));
        line.addAll(CHECKS);
        line.addAll(port == Port.EXPLICIT
                ? List.of("--starttls", "ftp", "localhost:" + tree.port())
                : List.of("localhost:" + tree.implicitPort()));
        var result = Tool.in(tree.site().elsewhere(), "testssl").within(LIMIT).run(line, "");
        assertTrue(result.exitCode() < FAILURES, result::toString);

        var found = new TreeMap<String, String>();
        for (var finding : new ObjectMapper().readTree(report.toFile())) {
            var ownFault = finding.get("id").asText().equals("sessionresumption_ticket")
                    && finding.get("finding").asText().equals(NO_TICKET_YET);
            found.put(finding.get("id").asText(), ownFault ? "INFO" : finding.get("severity").asText());
        }
        return found;
    }
}
