package dev.ftpsd.server;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.session.Session;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the log tells of clients that go before something has come to its end. */
final class SessionEndsLogTest {

    private static final Pattern FACT =
            Pattern.compile(" events (?<fact>login|logout|disconnect) session=(?<session>\\d+) ");

    @TempDir
    Path directory;

    private static boolean has(HeardLog log, String pattern) {
        return log.lines("line").stream().anyMatch(line -> line.matches(".* events " + pattern));
    }

    @Test
    void a_transfer_that_is_aborted_before_its_connection_comes_is_told() throws Exception {
        try (var log = new HeardLog(); var server = WireServer.start(directory);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            client.epsv();
            client.ask("STOR x", 150);
            client.ask("ABOR", 426);
            client.expect(226);
            Eventually.holds(() -> has(log, "transfer .*command=STOR .*path=\"/x\" bytes=0 .*completion=aborted .*"),
                    "the transfer is told");
        }
    }

    @Test
    void a_transfer_whose_control_connection_is_cut_is_told_as_what_it_was() throws Exception {
        try (var log = new HeardLog();
                var server = WireServer.start(directory, "  active: { enabled: true }\n",
                        "");
                var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            client.ask("EPRT |1|127.0.0.1|" + listening.getLocalPort() + "|", 200);
            client.ask("STOR x", 150);
            try (var data = listening.accept()) {
                data.getOutputStream().write('x');
                client.wire().reset();
                Eventually.holds(() -> has(log, "transfer .*mode=active .*completion=aborted .*"),
                        "the transfer is told");
            }
        }
    }

    /** What was moved is counted on the thread of the command, and the end is seen on another. */
    @Test
    void a_logout_counts_the_transfer_that_the_loss_of_the_connection_broke_off() throws Exception {
        try (var log = new HeardLog();
                var server = WireServer.start(directory, "  active: { enabled: true }\n", "");
                var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            client.ask("EPRT |1|127.0.0.1|" + listening.getLocalPort() + "|", 200);
            client.ask("STOR x", 150);
            try (var data = listening.accept()) {
                data.getOutputStream().write(new byte[1_000_000]);
                Eventually.holds(() -> session(server).transfer().filter(transfer -> transfer.bytes() > 0).isPresent(),
                        "the first bytes have come");
                client.wire().reset();
                Eventually.holds(() -> has(log, "logout .*"), "the logout is told");
            }
            var told = log.lines("line").stream().filter(line -> line.matches(".* events (transfer|logout) .*"))
                    .toList();
            assertEquals(2, told.size(), told::toString);
            var moved = told.getFirst().replaceFirst(".* transfer .* bytes=(\\d+) .*", "$1");
            assertTrue(moved.matches("[1-9]\\d*"), told::toString);
            assertTrue(told.getLast().contains(" files-in=0 bytes-in=" + moved + " "), told::toString);
        }
    }

    private static Session session(TestServer server) {
        return server.server().sessions().all().getFirst();
    }

    @Test
    void the_time_of_a_login_counts_from_that_login() throws Exception {
        try (var server = TestServer.start(directory); var client = FtpTestClient.connect(server.port())) {
            var connected = Instant.now();
            client.login("alice");
            var first = session(server).slot().totals().since();
            assertFalse(first.isBefore(connected));

            client.ask("REIN", 220);
            client.login("alice");
            assertTrue(session(server).slot().totals().since().isAfter(first));
        }
    }

    /** AUTH forgets what was said in clear, the login with it (RFC 4217 §8). */
    @Test
    void a_login_that_auth_ends_is_told_with_what_it_moved() throws Exception {
        try (var log = new HeardLog(); var server = WireServer.start(directory);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            client.store("x", new byte[5]);
            client.secure().login("alice").ask("QUIT", 221);
            Eventually.holds(() -> has(log, "logout .* files-in=0 bytes-in=0 .*"), "the second login has ended");
            assertTrue(has(log, "logout .* user=\"alice\" .* files-in=1 bytes-in=5 .*"),
                    () -> log.lines("line").toString());
        }
    }

    @Test
    void who_goes_while_the_password_is_looked_at_is_not_logged_in() throws Exception {
        try (var log = new HeardLog();
                var server = TestServer.start(directory,
                        TestServer.PERMISSIVE.replace("login-delay: 0s", "login-delay: 4s"))) {
            // A failed attempt that nobody waits for: the next of the same user waits for the rest of its delay.
            try (var client = FtpTestClient.connect(server.port())) {
                client.send("USER alice", "PASS wrong");
                Eventually.holds(() -> has(log, "login-refused .*"), "the failed attempt");
            }
            try (var client = FtpTestClient.connect(server.port())) {
                client.send("USER alice", "PASS secret");
                client.expect(331);
            }
            Eventually.holds(() -> server.server().sessionCount() == 0, "both have gone");
            try (var other = FtpTestClient.connect(server.port())) {
                other.login("alice");
                other.ask("QUIT", 221);
            }
            Eventually.holds(() -> has(log, "logout .*"), "the one who stayed");
            assertEquals(List.of(), loginsOfTheGone(log), () -> log.lines("line").toString());
        }
    }

    /** The sessions that log in behind their own end, in the order of the log. */
    private static List<String> loginsOfTheGone(HeardLog log) {
        var ended = new HashSet<String>();
        return log.lines("line").stream().map(FACT::matcher).filter(Matcher::find)
                .filter(fact -> fact.group("fact").equals("login") ? ended.contains(fact.group("session"))
                        : !ended.add(fact.group("session")))
                .map(fact -> fact.group("session")).toList();
    }
}
