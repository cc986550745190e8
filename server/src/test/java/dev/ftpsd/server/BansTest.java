package dev.ftpsd.server;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.ftpsd.auth.AddressRange;
import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.support.Answer;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who is shut out, and what they see of it. Over loopback, which is never banned unless {@code never} says otherwise. */
class BansTest {

    private static final String STRICT = TestServer.PERMISSIVE.replace("login-delay: 0s",
            "login-delay: 0s, login-attempts: 0, ban: { after: 3, within: 1m, for: 1h, never: [] }");

    @TempDir
    Path directory;

    private static List<Integer> codes(List<Answer> answers) {
        return answers.stream().map(Answer::code).toList();
    }

    private static List<Integer> guess(int port, int times) throws Exception {
        try (var client = FtpTestClient.connect(port)) {
            for (var i = 0; i < times; i++) {
                client.send("USER alice", "PASS wrong");
            }
            client.send("QUIT");
            return codes(client.readToEnd());
        }
    }

    @Test
    void the_login_that_is_one_too_many_closes_the_session_and_the_next_connection_is_told_why() throws Exception {
        try (var server = TestServer.start(directory, STRICT, TestServer.USERS)) {
            assertEquals(List.of(331, 530, 331, 530, 331, 421), guess(server.port(), 3));

            try (var next = FtpTestClient.connectRefused(server.port())) {
                assertEquals("Your address is shut out for a while; try again later, or ask the administrator.",
                        next.expect(421).text());
                assertEquals(List.of(), next.readToEnd());
            }
        }
    }

    @Test
    void a_session_that_was_open_before_cannot_go_on_guessing() throws Exception {
        try (var server = TestServer.start(directory, STRICT, TestServer.USERS);
                var open = FtpTestClient.connect(server.port())) {
            guess(server.port(), 3);

            open.send("USER alice", "PASS secret");
            assertEquals(List.of(331, 421), codes(open.readToEnd()));
        }
    }

    /** Else as many guesses would be free as connections. */
    @Test
    void of_many_guesses_at_the_same_moment_those_behind_the_last_one_learn_nothing() throws Exception {
        var slow = TestServer.USERS.replace("$1000$", "$100000$");
        try (var server = TestServer.start(directory, STRICT, slow); var log = new HeardLog()) {
            var clients = new ArrayList<FtpTestClient>();
            // As many threads compare at a time as there are cores; one more may have passed the look before.
            var most = 3 + 2 * Runtime.getRuntime().availableProcessors();
            for (var i = 0; i < Math.min(10 * most, 500); i++) {
                clients.add(FtpTestClient.connect(server.port()));
                clients.getLast().ask("USER alice", 331);
            }
            for (var client : clients) {
                client.send("PASS wrong");
            }
            for (var client : clients) {
                assertTrue(List.of(530, 421).contains(client.read().code()));
                client.close();
            }
            var told = log.lines("line").stream().filter(line -> line.contains(" login-refused ")).count();
            assertTrue(told <= most, told + " were told");
        }
    }

    @Test
    void who_is_logged_in_already_goes_on() throws Exception {
        try (var server = TestServer.start(directory, STRICT, TestServer.USERS);
                var open = FtpTestClient.connect(server.port()).login("alice")) {
            guess(server.port(), 3);

            open.ask("PWD", 257);
        }
    }

    @Test
    void where_tls_comes_first_a_banned_client_costs_no_handshake() throws Exception {
        try (var server = TestServer.start(directory, STRICT, TestServer.USERS)) {
            server.server().bans().add(AddressRange.parse("127.0.0.1"), Duration.ofHours(1));

            try (var banned = FtpTestClient.connectRefused(server.implicitPort())) {
                assertEquals(-1, banned.socket().getInputStream().read());
            }
        }
    }

    @Test
    void a_ban_stands_after_a_restart_and_ends_when_it_is_removed() throws Exception {
        try (var server = TestServer.start(directory, STRICT, TestServer.USERS)) {
            guess(server.port(), 3);
        }
        try (var server = TestServer.start(directory, STRICT, TestServer.USERS)) {
            try (var banned = FtpTestClient.connectRefused(server.port())) {
                banned.expect(421);
            }
            assertTrue(server.server().bans().remove(AddressRange.parse("127.0.0.1")));
            FtpTestClient.connect(server.port()).close();
        }
    }

    @Test
    void loopback_is_not_banned_by_default() throws Exception {
        var defaults = TestServer.PERMISSIVE.replace("login-delay: 0s", "login-delay: 0s, login-attempts: 0");
        try (var server = TestServer.start(directory, defaults, TestServer.USERS)) {
            guess(server.port(), 30);

            assertEquals(List.of(), server.server().bans().list());
            FtpTestClient.connect(server.port()).close();
        }
    }

    @Test
    void proxies_are_never_banned() throws Exception {
        var behindProxy =
                STRICT.replace("port: 0, tls: optional }", "port: 0, tls: optional, proxy-from: [127.0.0.1] }");
        try (var server = TestServer.start(directory, behindProxy, TestServer.USERS)) {
            guess(server.port(), 30);

            assertEquals(List.of(), server.server().bans().list());
        }
    }

    @Test
    void a_network_that_is_denied_is_turned_away_at_every_listener() throws Exception {
        var denying = TestServer.PERMISSIVE.replace("login-delay: 0s", "login-delay: 0s, deny: [127.0.0.0/8]");
        try (var server = TestServer.start(directory, denying, TestServer.USERS)) {
            try (var denied = FtpTestClient.connectRefused(server.port())) {
                assertEquals("Your address is not admitted here; ask the administrator.",
                        denied.expect(421).text());
            }
            try (var denied = FtpTestClient.connectRefused(server.implicitPort())) {
                assertEquals(-1, denied.socket().getInputStream().read());
            }
        }
    }

    @Test
    void the_default_gateway_is_read_from_the_routes_of_linux() {
        assertEquals(List.of("172.17.0.1/32"), DefaultGateway.ofIpv4(List.of(
                "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
                "eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0",
                "eth0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0")).stream().map(String::valueOf).toList());
        var none = "0".repeat(32);
        assertEquals(List.of("fe80:0:0:0:0:0:0:1/128"), DefaultGateway.ofIpv6(List.of(
                none + " 00 " + none + " 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003 eth0",
                none + " 00 " + none + " 00 " + none + " ffffffff 00000001 00000000 00200200 lo", "", "nonsense"))
                .stream().map(String::valueOf).toList());
        assertFalse(new DefaultGateway(System::nanoTime).is(InetAddress.getLoopbackAddress()));
    }
}
