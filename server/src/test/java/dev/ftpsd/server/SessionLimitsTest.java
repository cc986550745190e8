package dev.ftpsd.server;

import java.nio.file.Path;

import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How many sessions there may be, and what the one too many is told. */
class SessionLimitsTest {

    @TempDir
    Path directory;

    private TestServer start(String limits, String usersLimits) throws Exception {
        return TestServer.start(directory, TestServer.PERMISSIVE + "limits: { " + limits + " }\n",
                TestServer.USERS + usersLimits);
    }

    private static void assertRefused(int port, String text) throws Exception {
        try (var one = FtpTestClient.connectRefused(port)) {
            var answer = one.expect(421).text();
            assertTrue(answer.startsWith(text), answer);
            assertEquals(0, one.readToEnd().size());
        }
    }

    @Test
    void one_session_too_many_gets_421_and_leaves_no_trace() throws Exception {
        try (var server = start("sessions: 2", ""); var first = FtpTestClient.connect(server.port());
                var second = FtpTestClient.connect(server.port())) {
            assertRefused(server.port(), "Too many sessions; try again later");
            second.ask("QUIT", 221);
            Eventually.holds(() -> server.server().sessionCount() == 1, "it has left");
            FtpTestClient.connect(server.port()).close();
            first.ask("NOOP", 200);
        }
    }

    @Test
    void one_session_of_an_address_too_many_gets_421() throws Exception {
        try (var server = start("sessions-per-ip: 1", ""); var first = FtpTestClient.connect(server.port())) {
            assertRefused(server.port(), "Too many sessions from your address; close one");
            first.ask("QUIT", 221);
            Eventually.holds(() -> server.server().sessionCount() == 0, "it has left");
            FtpTestClient.connect(server.port()).close();
        }
    }

    @Test
    void one_session_of_a_user_too_many_gets_421_behind_the_right_password() throws Exception {
        try (var server = start("sessions-per-user: 1", "");
                var first = FtpTestClient.connect(server.port()).login("alice");
                var second = FtpTestClient.connect(server.port())) {
            second.ask("USER alice", 331);
            second.ask("PASS wrong", 530);
            second.ask("USER alice", 331);
            assertEquals("Too many sessions of this user; close one, or try again later.",
                    second.ask("PASS secret", 421).text());
            first.ask("QUIT", 221);
            Eventually.holds(() -> server.server().sessionCount() == 0, "it has left");
            FtpTestClient.connect(server.port()).login("alice").close();
        }
    }

    @Test
    void a_user_who_logs_out_by_AUTH_counts_no_more() throws Exception {
        try (var server = start("sessions-per-user: 1", "");
                var first = FtpTestClient.connect(server.port()).login("alice")) {
            first.secure();

            FtpTestClient.connect(server.port()).login("alice").close();
        }
    }

    @Test
    void a_user_s_own_number_of_sessions_wins_over_the_server_s() throws Exception {
        try (var server = start("sessions-per-user: 1", "    limits: { sessions: 2 }\n");
                var _ = FtpTestClient.connect(server.port()).login("alice");
                var _ = FtpTestClient.connect(server.port()).login("alice");
                var third = FtpTestClient.connect(server.port())) {
            third.ask("USER alice", 331);
            third.ask("PASS secret", 421);
        }
    }

    @Test
    void a_user_s_own_0_sessions_mean_any_number() throws Exception {
        try (var server = start("sessions-per-user: 1", "    limits: { sessions: 0 }\n");
                var _ = FtpTestClient.connect(server.port()).login("alice");
                var second = FtpTestClient.connect(server.port()).login("alice")) {
            second.ask("NOOP", 200);
        }
    }

    /** Three hundred commands of which two hundred may come in the first second. */
    @Test
    void commands_above_the_rate_wait_and_none_is_refused() throws Exception {
        try (var server = start("commands-per-second: 200", "");
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            var begun = System.nanoTime();
            for (var i = 0; i < 30; i++) {
                client.send("NOOP\r\nNOOP\r\nNOOP\r\nNOOP\r\nNOOP\r\nNOOP\r\nNOOP\r\nNOOP\r\nNOOP\r\nNOOP");
            }
            for (var i = 0; i < 300; i++) {
                client.expect(200);
            }
            var milliseconds = (System.nanoTime() - begun) / 1_000_000;
            assertTrue(milliseconds >= 490, milliseconds + " ms: nothing waited");
        }
    }
}
