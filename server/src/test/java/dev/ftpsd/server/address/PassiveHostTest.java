package dev.ftpsd.server.address;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.ftpsd.auth.AddressRange;
import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.session.Addresses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A machine with the address 172.18.0.2 in 172.18.0.0/16, whose default gateway is 172.18.0.1: a container, unless the test says
 * that it is none.
 */
final class PassiveHostTest {

    private static final String OWN = "172.18.0.2";

    @TempDir
    Path folder;

    private static PassiveHost host(boolean container) {
        var gateways = List.of(AddressRange.parse("172.18.0.1/32"));
        var networks = List.of(AddressRange.parse("172.18.0.0/16"), AddressRange.parse("127.0.0.0/8"));
        return new PassiveHost(new NetworkTable(() -> networks, () -> gateways, container, System::nanoTime),
                new HostLookup(PassiveHostTest::resolve, Runnable::run, System::nanoTime));
    }

    private static List<InetAddress> resolve(String name) throws UnknownHostException {
        return switch (name) {
            case "ftp.example.org" ->
                    List.of(InetAddress.ofLiteral("2001:db8::5"), InetAddress.ofLiteral("203.0.113.5"));
            case "every.example.org" -> List.of(InetAddress.ofLiteral("0.0.0.0"));
            case "six.example.org" -> List.of(InetAddress.ofLiteral("2001:db8::5"));
            default -> List.of(InetAddress.getByName(name));
        };
    }

    private Settings settings(String more) throws Exception {
        Files.writeString(folder.resolve("ftpsd.yaml"), "version: 1\n" + more);
        Files.writeString(folder.resolve("users.yaml"), "version: 1\n");
        return new SettingsReader(Map.of()).read(folder).settings();
    }

    private static Addresses ends(String peer, String server) {
        var local = new InetSocketAddress(InetAddress.ofLiteral(server), 2121);
        return new Addresses(new InetSocketAddress(InetAddress.ofLiteral(peer), 40_000), local, local);
    }

    private static String told(PassiveHost host, Settings settings, String peer) {
        return host.of(settings, ends(peer, OWN)).map(InetAddress::getHostAddress).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({"172.18.0.3, 172.18.0.2", "172.18.0.1, 203.0.113.5", "198.51.100.9, 203.0.113.5",
            "10.0.0.7, 203.0.113.5", "127.0.0.1, 172.18.0.2"})
    void the_public_host_is_told_to_all_but_neighbours_and_the_gateway_is_no_neighbour(String peer, String told)
            throws Exception {
        for (var name : List.of("203.0.113.5", "ftp.example.org")) {
            var settings = settings("server: { public-host: " + name + " }\n");
            assertEquals(told, told(host(true), settings, peer));
            assertEquals(told, told(host(false), settings, peer));
        }
    }

    @Test
    void nobody_waits_for_a_name_server_once_the_names_have_been_asked_for() throws Exception {
        var host = host(false);
        var local = InetAddress.getLoopbackAddress();
        assertTrue(host.isKnown(settings(""), local));
        var named = settings("""
                server: { public-host: ftp.example.org }
                data: { advertise: [ { clients: [10.0.0.0/8], host: every.example.org }, { clients: [192.0.2.0/24], host: local } ] }
                """);
        assertFalse(host.isKnown(named, local));
        host.prepare(named);
        assertTrue(host.isKnown(named, local));

        var far = InetAddress.ofLiteral("198.51.100.7");
        assertFalse(host.isKnown(named, far), "the system has not been asked for its networks");
        host.of(named, ends("198.51.100.7", OWN));
        assertTrue(host.isKnown(named, far));
    }

    @Test
    void the_first_rule_that_covers_the_client_wins_over_everything() throws Exception {
        var settings = settings("server: { public-host: 203.0.113.5 }\ndata: { advertise: ["
                + "{ clients: [10.0.0.0/8, 172.18.0.3], host: 10.0.0.20 }, { clients: [172.18.0.0/16], host: local },"
                + "{ clients: [10.0.0.0/8], host: 192.0.2.1 } ] }\n");
        assertEquals("10.0.0.20", told(host(true), settings, "10.0.0.7"));
        assertEquals("10.0.0.20", told(host(true), settings, "172.18.0.3"));
        assertEquals(OWN, told(host(true), settings, "172.18.0.1"));
        assertEquals("203.0.113.5", told(host(true), settings, "198.51.100.9"));
    }

    @Test
    void a_container_never_tells_its_address_to_a_client_outside() throws Exception {
        var settings = settings("");
        for (var peer : List.of("172.18.0.1", "198.51.100.9", "10.0.0.7")) {
            assertEquals("127.0.0.1", told(host(true), settings, peer));
            assertEquals(OWN, told(host(false), settings, peer));
        }
        assertEquals(OWN, told(host(true), settings, "172.18.0.3"));
    }

    @ParameterizedTest
    @CsvSource({"every.example.org", "six.example.org", "no.such.host.invalid"})
    void a_name_without_an_ipv4_address_that_clients_reach_leaves_the_own_one(String name) throws Exception {
        try (var log = new HeardLog()) {
            assertEquals(OWN, told(host(false), settings("server: { public-host: " + name + " }\n"), "198.51.100.9"));
            assertTrue(log.lines("line").stream().anyMatch(line -> line.contains("server.public-host: ")
                    && line.contains(name)), log.lines("line")::toString);
        }
    }

    @Test
    void behind_a_proxy_the_address_that_the_client_came_to_is_told() throws Exception {
        var ends = new Addresses(ends("198.51.100.9", OWN).client(), ends("1.1.1.1", "203.0.113.80").server(),
                ends("1.1.1.1", OWN).local());
        assertEquals(Optional.of(InetAddress.ofLiteral("203.0.113.80")), host(true).of(settings(""), ends));
    }

    @Test
    void an_address_that_the_client_cannot_reach_is_said_once_until_the_settings_change() throws Exception {
        try (var log = new HeardLog()) {
            var settings = settings("");
            var host = host(false);
            told(host, settings, "172.18.0.3");
            told(host, settings, "10.0.0.7");
            assertEquals(0, warnings(log).size());
            told(host, settings, "198.51.100.9");
            told(host, settings, "198.51.100.10");
            assertEquals(1, warnings(log).size(), warnings(log)::toString);
            assertTrue(warnings(log).getFirst()
                    .endsWith("PASV told 198.51.100.9 the address 172.18.0.2, which is private and"
                            + " which it cannot reach: set server.public-host to the address that clients reach"));

            told(host, settings("server: { public-host: 10.9.9.9 }\n"), "198.51.100.9");
            assertEquals(2, warnings(log).size(), warnings(log)::toString);
        }
    }

    @Test
    void a_container_that_does_not_know_its_outer_address_says_so_once() throws Exception {
        try (var log = new HeardLog()) {
            var settings = settings("");
            var host = host(true);
            told(host, settings, "172.18.0.1");
            told(host, settings, "198.51.100.9");
            assertEquals(1, warnings(log).size(), warnings(log)::toString);
            assertTrue(warnings(log).getFirst().contains("set server.public-host (FTPSD_PUBLIC_HOST)"));
        }
    }

    @Test
    void a_public_host_that_is_the_loopback_address_is_for_this_machine_alone() throws Exception {
        try (var log = new HeardLog()) {
            var settings = settings("server: { public-host: 127.0.0.1 }\n");
            var host = host(true);
            told(host, settings, "127.0.0.1");
            // Clients of the container's host come from its gateway.
            told(host, settings, "172.18.0.1");
            assertEquals(0, warnings(log).size(), warnings(log)::toString);

            assertEquals("127.0.0.1", told(host, settings, "10.0.0.7"));
            told(host, settings, "10.0.0.8");
            assertEquals(1, warnings(log).size(), warnings(log)::toString);
            assertTrue(warnings(log).getFirst()
                    .endsWith("PASV told 10.0.0.7 the address 127.0.0.1, which is private and"
                            + " which it cannot reach: set server.public-host to the address that clients reach"));
        }
    }

    private static List<String> warnings(HeardLog log) {
        return log.lines("line").stream().filter(line -> line.contains(" WARN  PassiveHost ")).toList();
    }
}
