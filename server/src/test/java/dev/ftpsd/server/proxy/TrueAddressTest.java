package dev.ftpsd.server.proxy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.TappedSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.server.proxy.BehindProxy.CLIENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Behind a proxy the client's own address is what counts: in the log, in rules and bans, in limits, and for its data. */
final class TrueAddressTest {

    private static final String OTHER = "203.0.113.8";

    @TempDir
    Path directory;

    @BeforeEach
    void file() throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve("home")).resolve("file"), "content");
    }

    private static UnaryOperator<String> security(String text) {
        return machine -> machine.replace("login-delay: 0s", "login-delay: 0s, " + text);
    }

    @Test
    void the_log_names_the_client_and_never_the_proxy() throws Exception {
        try (var log = new HeardLog(); var proxy = BehindProxy.start(directory)) {
            try (var client = proxy.loggedIn(CLIENT)) {
                client.ask("QUIT", 221);
            }
            Eventually.holds(() -> log.lines("line").stream().anyMatch(line -> line.contains(" logout ")), "it ends");
            var events = log.lines("line").stream().filter(line -> line.contains(" events ")).toList();
            assertTrue(events.size() >= 3, events::toString);
            assertTrue(events.stream().allMatch(line -> line.contains(" from=" + CLIENT + " ")), events::toString);
        }
    }

    @Test
    void a_client_is_banned_and_neither_the_proxy_nor_the_clients_beside_it() throws Exception {
        try (var proxy = BehindProxy.start(directory, security("ban: { after: 2, within: 1m, for: 1h, never: [] }"))) {
            try (var client = proxy.from(CLIENT)) {
                client.expect(220);
                client.send("USER alice", "PASS wrong", "USER alice", "PASS wrong");
                client.readToEnd();
            }
            try (var again = proxy.from(CLIENT)) {
                assertTrue(again.expect(421).text().startsWith("Your address is shut out"));
            }
            proxy.loggedIn(OTHER).close();
            assertEquals(List.of(CLIENT + "/32"), proxy.server().bannedNetworks());
        }
    }

    @Test
    void a_proxy_that_speaks_for_itself_is_never_banned() throws Exception {
        try (var proxy = BehindProxy.start(directory, security("ban: { after: 2, within: 1m, for: 1h, never: [] }"))) {
            try (var client = FtpTestClient.over(BehindProxy.connect(proxy.server().port(), Header.local()))) {
                client.expect(220);
                client.send("USER alice", "PASS wrong", "USER alice", "PASS wrong", "QUIT");
                client.readToEnd();
            }
            assertEquals(List.of(), proxy.server().bannedNetworks());
        }
    }

    @Test
    void rules_and_limits_by_address_are_the_client_s() throws Exception {
        try (var proxy = BehindProxy.start(directory, machine -> security("deny: [203.0.113.9]").apply(machine)
                .replace("tls: optional }", "tls: optional, from: [ { deny: 203.0.113.10 } ] }")
                + "limits: { sessions-per-ip: 1 }\n")) {
            for (var address : List.of("203.0.113.9", "203.0.113.10")) {
                try (var denied = proxy.from(address)) {
                    assertTrue(denied.expect(421).text().startsWith("Your address is not admitted here"));
                }
            }
            try (var first = proxy.loggedIn(CLIENT); var other = proxy.loggedIn(OTHER);
                    var second = proxy.from(CLIENT)) {
                assertTrue(second.expect(421).text().startsWith("Too many sessions from your address"));
                first.ask("NOOP", 200);
                other.ask("NOOP", 200);
            }
        }
    }

    @Test
    void data_that_is_told_by_its_address_is_told_by_the_client_s() throws Exception {
        try (var proxy = BehindProxy.start(directory); var client = proxy.loggedIn(CLIENT);
                var other = proxy.loggedIn(OTHER)) {
            client.epsv();
            other.epsv();
            try (var data = proxy.data(OTHER)) {
                other.ask("RETR file", 150);
                assertEquals("content", new String(data.readAll(), StandardCharsets.US_ASCII));
                other.expect(226);
            }
            try (var data = proxy.data(CLIENT)) {
                client.ask("RETR file", 150);
                assertEquals("content", new String(data.readAll(), StandardCharsets.US_ASCII));
                client.expect(226);
            }
        }
    }

    @Test
    void data_that_is_bound_by_tls_comes_through_the_proxy_as_well() throws Exception {
        try (var proxy = BehindProxy.start(directory)) {
            var wire = TappedSocket.connect(proxy.server().implicitPort()).sayBefore(BehindProxy.header(CLIENT));
            try (var client = FtpTestClient.over(wire)) {
                client.shakeHands();
                client.expect(220);
                client.login("alice");
                client.epsv();
                client.send("RETR file");
                try (var data = DataLink.over(TappedSocket.connect(proxy.server().dataPort())
                        .sayBefore(BehindProxy.header(CLIENT)))) {
                    client.expect(150);
                    client.secure(data);
                    assertEquals("content", new String(data.readAll(), StandardCharsets.US_ASCII));
                    client.expect(226);
                }
            }
        }
    }

    @Test
    void the_data_port_closes_a_proxy_s_connection_that_has_no_header() throws Exception {
        try (var log = new HeardLog(); var proxy = BehindProxy.start(directory); var client = proxy.loggedIn(CLIENT)) {
            client.epsv();
            BehindProxy.assertClosed(BehindProxy.connect(proxy.server().dataPort(), new byte[200]));
            Eventually.holds(() -> log.lines("line").stream()
                    .anyMatch(line -> line.contains("turned-away from=127.0.0.1"
                            + " reason=NOT_PROXIED setting=listeners.proxy-protocol why=\"what came is no PROXY header,"
                            + " on a data port\"")),
                    "it is told");
        }
    }

    @Test
    void the_data_port_takes_a_header_from_nobody_but_the_proxies() throws Exception {
        try (var proxy = BehindProxy.start(directory); var client = proxy.loggedIn(CLIENT)) {
            client.epsv();
            client.ask("RETR file", 150);
            var thief = TappedSocket.connect(BehindProxy.STRANGER, proxy.server().dataPort());
            thief.getOutputStream().write(BehindProxy.header(CLIENT));
            BehindProxy.assertClosed(thief);
            try (var data = proxy.data(CLIENT)) {
                assertEquals("content", new String(data.readAll(), StandardCharsets.US_ASCII));
                client.expect(226);
            }
        }
    }

    @Test
    void pasv_names_the_address_at_which_the_client_reached_the_proxy() throws Exception {
        try (var proxy = BehindProxy.start(directory); var client = proxy.loggedIn(CLIENT)) {
            assertTrue(client.ask("PASV", 227).text().contains("(198,51,100,1,"));
        }
    }

    @Test
    void a_reload_switches_it_on_for_the_next_connections() throws Exception {
        try (var proxy =
                BehindProxy.start(directory, machine -> machine.replace("required, proxy-from", "off, proxy-from"));
                var before = FtpTestClient.connect(proxy.server().port()).login("alice")) {
            var file = proxy.server().conf().resolve("ftpsd.yaml");
            Files.writeString(file, Files.readString(file).replace("off, proxy-from", "required, proxy-from"));
            proxy.server().reload();

            try (var after = proxy.loggedIn(CLIENT)) {
                assertEquals(List.of("127.0.0.1", CLIENT), proxy.clients());
                after.ask("NOOP", 200);
            }
            before.ask("NOOP", 200);
        }
    }
}
