package dev.ftpsd.server.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.ftpsd.server.it.Haproxy.Route;
import dev.ftpsd.server.support.TestIssuer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * {@code ftpsd doctor} and servers that clients cannot work with, one thing wrong with each: the line that it prints names what it
 * is and the key to change, and it exits with 1.
 */
final class DoctorIT {

    private static final String ELSEWHERE = "127.0.0.7";
    private static final String MACHINE = """
            version: 1
            server: { state-dir: STATE, run-dir: RUN, public-host: "HOST" }
            listeners:
              - { name: explicit, address: 127.0.0.1, port: 0, tls: required }
              - { name: implicit, address: 127.0.0.1, port: 0, tls: implicit }
            data: { ports: "0", claim-timeout: 1s, accept-timeout: 2s }
            security: { login-delay: 0s }
            admin: { http: { enabled: false } }
            reload: { watch: false }
            """;

    @TempDir
    Path directory;

    private Site site = new Site(Path.of(""));

    @BeforeEach
    void makeSite() throws Exception {
        site = Site.make(Files.createDirectory(directory.resolve("site")));
    }

    private RunningTree start(String publicHost, String tls) throws Exception {
        site.write("ftpsd.yaml", MACHINE.replace("STATE", site.state().toString())
                .replace("RUN", directory.resolve("run").toString()).replace("HOST", publicHost)
                + "tls: { handshake-timeout: 2s" + tls + " }\n");
        return RunningTree.start(site);
    }

    private Result doctor(String... more) throws Exception {
        var line = new ArrayList<>(List.of("doctor", "--conf", site.conf().toString()));
        line.addAll(List.of(more));
        return RunningTree.command(site).run(line, "");
    }

    /** One line holds all of that. */
    private static void assertLine(Result doctor, String kind, String... parts) {
        assertTrue(doctor.output().lines().filter(line -> line.startsWith(kind))
                .anyMatch(line -> List.of(parts).stream().allMatch(line::contains)), doctor::toString);
    }

    private static void assertNoProblemWith(Result doctor, String part) {
        assertTrue(doctor.output().lines().noneMatch(line -> line.startsWith("problem") && line.contains(part)),
                doctor::toString);
    }

    @Test
    void a_server_that_is_well_is_said_to_be() throws Exception {
        try (var _ = start("", "")) {
            var well = doctor().succeeds();

            assertTrue(well.output().endsWith("clients can work with this server\n"), well::toString);
        }
    }

    @Test
    void without_a_server_there_is_no_visit() throws Exception {
        start("", "").close();

        doctor().exits(69);
    }

    @Test
    void a_demand_for_client_certificates_is_named() throws Exception {
        TestIssuer.write(site.conf().resolve("ca.pem"), new TestIssuer("Client CA").certificate());
        for (var engine : List.of("auto", "jdk")) {
            try (var _ = start("", ", client-certificate: required, client-ca: ca.pem, engine: " + engine)) {
                var doctor = doctor().exits(1);

                for (var listener : List.of("listener explicit", "listener implicit")) {
                    assertLine(doctor, "problem", listener, "the server demands a certificate of its clients",
                            "tls.client-certificate is required");
                }
                assertTrue(!doctor.output().contains("on the way"), doctor::toString);
            }
        }
    }

    @Test
    void a_wish_for_client_certificates_is_none() throws Exception {
        TestIssuer.write(site.conf().resolve("ca.pem"), new TestIssuer("Client CA").certificate());
        try (var _ = start("", ", client-certificate: wanted, client-ca: ca.pem")) {
            doctor().succeeds();
        }
    }

    @Test
    void a_chain_that_ends_too_early_and_a_name_that_is_not_the_public_hosts_are_named() throws Exception {
        var issued = new TestIssuer("House CA").server("EC", "ftp.example.org");
        TestIssuer.write(site.conf().resolve("server.pem"), issued.certificate());
        issued.write(site.conf(), "whole");
        try (var _ = start("localhost", ", certificate: server.pem, key: whole.key")) {
            var doctor = doctor().exits(1);

            assertLine(doctor, "problem", "the certificate is not for localhost but for [ftp.example.org]",
                    "set tls.certificate, or tls.hosts");
            assertLine(doctor, "note", "CN=House CA, which is no authority that Java knows",
                    "are all intermediate certificates in tls.certificate");
        }
    }

    @Test
    void a_house_authority_alone_is_no_problem() throws Exception {
        new TestIssuer("House CA").server("EC", "localhost").write(site.conf(), "server");
        try (var _ = start("localhost", ", certificate: server.pem, key: server.key")) {
            var doctor = doctor().succeeds();

            assertLine(doctor, "note", "CN=House CA, which is no authority that Java knows", "tls.certificate");
        }
    }

    @Test
    @Needs("haproxy")
    void a_proxy_that_ends_tls_is_told_by_its_certificate_and_by_lost_resumption() throws Exception {
        new TestIssuer("Proxy CA").server("EC", "proxy.example.org").write(directory, "proxy");
        Files.writeString(directory.resolve("proxy.both"), Files.readString(directory.resolve("proxy.pem"))
                + Files.readString(directory.resolve("proxy.key")));
        var here = "ssl crt " + directory.resolve("proxy.both");
        var there = "ssl verify none no-ssl-reuse";
        try (var tree = start(ELSEWHERE, "");
                var _ = Haproxy.start(directory, ELSEWHERE,
                        List.of(new Route(tree.implicitPort(), here, tree.implicitPort(), there),
                                new Route(tree.dataPort(), here, tree.dataPort(), there)))) {
            var doctor = doctor().exits(1);

            assertLine(doctor, "problem", "the certificate CN=proxy.example.org is none of this server's",
                    "something on the way ends TLS", "listeners.implicit.port");
            assertLine(doctor, "problem", "EPSV: the data connection to 127.0.0.7, port " + tree.dataPort(),
                    "did not resume the TLS session: 522 ", "ends TLS", "data.resumption");
        }
    }

    @Test
    void a_public_host_that_leads_nowhere_is_named_with_the_port() throws Exception {
        try (var tree = start(ELSEWHERE, "")) {
            var doctor = doctor().exits(1);

            assertLine(doctor, "problem", "listener explicit, port " + tree.port() + " at 127.0.0.7: ",
                    "the connection is refused", "listeners.explicit.port", "server.public-host");
        }
    }

    @Test
    void an_advertised_address_that_leads_nowhere_is_told_from_a_closed_port() throws Exception {
        try (var tree = start(ELSEWHERE, "")) {
            var doctor = doctor("--host", "127.0.0.1").exits(1);

            assertLine(doctor, "ok", "EPSV: a listing over 127.0.0.1, port " + tree.dataPort());
            assertLine(doctor, "problem", "PASV: the data port does not answer at 127.0.0.7, port " + tree.dataPort(),
                    "the connection is refused", "it does at 127.0.0.1", "server.public-host, data.advertise");
        }
    }

    @Test
    @Needs("haproxy")
    void a_data_port_that_is_published_as_another_is_named() throws Exception {
        try (var tree = start(ELSEWHERE, "");
                var _ = Haproxy.start(directory, ELSEWHERE, List.of(Route.straight(tree.port()),
                        Route.straight(tree.implicitPort()), Route.to(tree.dataPort(), tree.port())))) {
            var doctor = doctor().exits(1);

            assertLine(doctor, "problem",
                    "EPSV: what answers at 127.0.0.7, port " + tree.dataPort() + ", is no data port of this server",
                    "the same number", "data.ports");
            assertNoProblemWith(doctor, "the greeting");
        }
    }

    @Test
    @Needs("haproxy")
    void control_ports_that_are_published_as_each_other_are_named() throws Exception {
        try (var tree = start(ELSEWHERE, "");
                var _ = Haproxy.start(directory, ELSEWHERE, List.of(Route.to(tree.port(), tree.implicitPort()),
                        Route.to(tree.implicitPort(), tree.port())))) {
            var doctor = doctor().exits(1);

            assertLine(doctor, "problem", "listener explicit, port " + tree.port() + " at 127.0.0.7: no greeting",
                    "listeners.explicit.port");
            assertLine(doctor, "problem", "listener implicit, port " + tree.implicitPort() + " at 127.0.0.7: ",
                    "the handshake fails", "listeners.implicit.port");
        }
    }

    @Test
    @Needs("haproxy")
    void a_port_that_is_published_and_leads_nowhere_is_named() throws Exception {
        var nobody = 9;
        try (var tree = start(ELSEWHERE, "");
                var _ = Haproxy.start(directory, ELSEWHERE,
                        List.of(Route.to(tree.port(), nobody), Route.to(tree.implicitPort(), nobody)))) {
            var doctor = doctor().exits(1);

            for (var listener : List.of("explicit", "implicit")) {
                assertLine(doctor, "problem", "listener " + listener + ", port ", " at 127.0.0.7: ",
                        "listeners." + listener + ".port");
            }
        }
    }
}
