package dev.ftpsd.server.admin.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.admin.doctor.Finding.Kind;
import dev.ftpsd.tls.SelfSigned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A whole server at 127.0.0.1, and something between it and the doctor, or in its settings, that is wrong or not. */
final class DoctorTest {

    private static final String ELSEWHERE = "127.0.0.7";
    private static final String MACHINE = """
            version: 1
            listeners:
              - { name: explicit, address: 127.0.0.1, port: 0, tls: required }
              - { name: implicit, address: 127.0.0.1, port: 0, tls: implicit }
            data: { ports: "0" }
            """;

    @TempDir
    Path directory;

    private List<Finding> visit(UnaryOperator<String> change, Visited visited) throws Exception {
        try (var server = TestServer.start(directory, change.apply(MACHINE))) {
            return visited.by(server);
        }
    }

    /** What is done while the server runs. */
    private interface Visited {
        List<Finding> by(TestServer server) throws Exception;
    }

    private static List<Finding> look(TestServer server) {
        return Doctor.findings(Facts.of(server.admitDoctor()), Optional.empty());
    }

    private static List<Finding> lookThroughRelays(TestServer server) throws IOException {
        try (var _ = new Relay(server.port()); var _ = new Relay(server.requiredPort());
                var _ = new Relay(server.dataPort())) {
            return look(server);
        }
    }

    private static List<String> of(Kind kind, List<Finding> findings) {
        return findings.stream().filter(finding -> finding.kind() == kind).map(Finding::line).toList();
    }

    private static void assertProblem(List<Finding> findings, String text, String key) {
        var problems = of(Kind.PROBLEM, findings);
        assertTrue(problems.stream().anyMatch(line -> line.contains(text) && line.contains(key)), findings::toString);
    }

    private static String elsewhere(String machine) {
        return machine + "server: { public-host: " + ELSEWHERE + " }\n";
    }

    @Test
    void a_server_that_is_well_has_no_problem_and_every_step_is_told() throws Exception {
        var findings = visit(machine -> machine, DoctorTest::look);

        assertEquals(List.of(), of(Kind.PROBLEM, findings), findings.toString());
        var fine = String.join("\n", of(Kind.OK, findings));
        for (var step : List.of("listener explicit, port ", "listener implicit, port ")) {
            assertTrue(fine.contains(step), fine);
        }
        for (var step : List.of("handshake, TLSv1.3", "is good for 36", "login, with a password of this visit alone",
                "EPSV: a listing over 127.0.0.1, port ", "PASV: a listing over 127.0.0.1, port ")) {
            assertEquals(2, fine.split(step, -1).length - 1, step + " in " + fine);
        }
        assertEquals(4, fine.split("TLS session resumed", -1).length - 1, fine);
    }

    @Test
    void a_public_host_at_which_nobody_answers_is_named_with_the_port_and_the_keys() throws Exception {
        var findings = visit(DoctorTest::elsewhere, DoctorTest::look);

        assertProblem(findings, "at 127.0.0.7: the connection is refused", "listeners.explicit.port");
        assertProblem(findings, "at 127.0.0.7: the connection is refused", "listeners.implicit.port");
    }

    @Test
    void a_data_port_that_is_not_open_there_is_named_with_its_keys() throws Exception {
        var findings = visit(DoctorTest::elsewhere, server -> {
            try (var _ = new Relay(server.port())) {
                return look(server);
            }
        });

        assertProblem(findings, "EPSV: the data port does not answer at 127.0.0.7, port ", "data.ports");
        assertTrue(String.join("\n", of(Kind.OK, findings)).contains("listener explicit"), findings::toString);
    }

    @Test
    void an_implicit_listener_that_is_not_published_is_a_note_where_the_explicit_one_is() throws Exception {
        var findings = visit(DoctorTest::elsewhere, server -> {
            try (var _ = new Relay(server.port()); var _ = new Relay(server.dataPort())) {
                return look(server);
            }
        });

        assertEquals(List.of(), of(Kind.PROBLEM, findings), findings.toString());
        assertTrue(of(Kind.NOTE, findings).stream().anyMatch(line -> line.contains("listener implicit, port ")
                && line.contains("at 127.0.0.7: the connection is refused")
                && line.contains("listeners.implicit.port")), findings::toString);
    }

    @Test
    void through_the_public_host_control_and_data_are_tried_there() throws Exception {
        var findings = visit(DoctorTest::elsewhere, DoctorTest::lookThroughRelays);

        assertEquals(List.of(), of(Kind.PROBLEM, findings), findings.toString());
        var fine = String.join("\n", of(Kind.OK, findings));
        assertTrue(fine.contains("EPSV: a listing over 127.0.0.7, port ")
                && fine.contains("PASV: a listing over 127.0.0.7, port "), findings::toString);
    }

    @Test
    void a_certificate_that_was_made_before_the_public_host_was_set_is_a_problem() throws Exception {
        SelfSigned.loadOrMake(Files.createDirectories(directory.resolve("state")), "ftp.example.org",
                InstantSource.system());

        var findings = visit(DoctorTest::elsewhere, DoctorTest::lookThroughRelays);

        assertProblem(findings, "the certificate is not for 127.0.0.7", "tls.certificate");
        assertProblem(findings, "the certificate is not for 127.0.0.7", "delete self-signed.pem in server.state-dir");
    }

    @ParameterizedTest
    @CsvSource({"EPSV, PASV", "PASV, EPSV"})
    void one_way_to_data_connections_is_enough(String denied, String left) throws Exception {
        var findings =
                visit(machine -> machine + "protocol: { commands-denied: [" + denied + "] }\n", DoctorTest::look);

        assertEquals(List.of(), of(Kind.PROBLEM, findings), findings.toString());
        assertTrue(String.join("\n", of(Kind.NOTE, findings)).contains("clients must use " + left), findings::toString);
        assertTrue(String.join("\n", of(Kind.OK, findings)).contains(left + ": a listing over"), findings::toString);
    }

    @Test
    void a_server_that_has_switched_off_listings_is_told_so_and_nothing_of_ports() throws Exception {
        var findings = visit(machine -> machine + "protocol: { commands-denied: [MLSD] }\n", DoctorTest::look);

        assertProblem(findings, "is answered by 502", "protocol.commands-denied");
        assertTrue(of(Kind.PROBLEM, findings).stream().noneMatch(line -> line.contains("data.ports")),
                findings::toString);
    }

    @Test
    void a_server_that_has_switched_off_both_ways_to_data_connections_is_told() throws Exception {
        var findings = visit(machine -> machine + "protocol: { commands-denied: [EPSV, PASV] }\n", DoctorTest::look);

        assertProblem(findings, "PASV is answered by 502", "protocol.commands-denied");
    }

    @Test
    void each_name_that_is_advertised_is_looked_up() throws Exception {
        var findings = visit(machine -> machine.replace("data: {", "data: { advertise: ["
                + "{ clients: 192.0.2.0/24, host: no.such.host.invalid }, { clients: 198.51.100.0/24, host: localhost },"
                + " { clients: 10.0.0.0/8, host: local }],"), DoctorTest::look);

        assertProblem(findings, "data.advertise names no.such.host.invalid, which has no IPv4 address",
                "is the name right");
        assertEquals(1, of(Kind.PROBLEM, findings).size(), findings::toString);
        assertTrue(
                String.join("\n", of(Kind.OK, findings)).contains("data.advertise names localhost, which is 127.0.0.1"),
                findings::toString);
    }

    @Test
    void a_name_that_no_name_server_knows_is_told() throws Exception {
        var findings = visit(machine -> machine + "server: { public-host: no.such.host.invalid }\n", DoctorTest::look);

        assertProblem(findings, "server.public-host no.such.host.invalid has no IPv4 address", "name server");
        assertProblem(findings, "no.such.host.invalid is no name", "server.public-host");
    }

    @Test
    void a_server_that_lets_nobody_in_says_why_in_its_own_words() throws Exception {
        var findings = visit(machine -> machine + "security: { deny: [127.0.0.0/8] }\n", DoctorTest::look);

        assertProblem(findings, "the greeting is answered by 421 Your address is not admitted here",
                "listeners.explicit");
    }

    /** Hands connections to {@code 127.0.0.7} on to the same port of 127.0.0.1, as a router would. */
    private static final class Relay implements AutoCloseable {

        private final ServerSocket outside;
        private final int port;

        Relay(int port) throws IOException {
            this.port = port;
            this.outside = new ServerSocket(port, 50, InetAddress.ofLiteral(ELSEWHERE));
            Thread.startVirtualThread(this::accept);
        }

        private void accept() {
            try {
                while (true) {
                    var client = outside.accept();
                    var server = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
                    Thread.startVirtualThread(() -> carry(client, server));
                    Thread.startVirtualThread(() -> carry(server, client));
                }
            } catch (IOException e) {
                // Closed: the test is over.
            }
        }

        private static void carry(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
                to.shutdownOutput();
            } catch (IOException e) {
                // One of the two has gone; the other one sees it by itself.
            }
        }

        @Override
        public void close() throws IOException {
            outside.close();
        }
    }
}
