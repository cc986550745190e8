package dev.ftpsd.server.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.data.Transport;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Octets that make no line are no activity. */
final class SlowLineTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_line_that_never_ends_does_not_keep_the_session(boolean loggedIn) throws Exception {
        var limits = loggedIn ? "login-timeout: 60s, idle-timeout: 4s" : "login-timeout: 1s, idle-timeout: 60s";
        var machine = TestServer.PERMISSIVE + "limits: { " + limits + " }\n";
        try (var server = TestServer.start(directory, machine, TestServer.USERS);
                var client = FtpTestClient.connect(server.port())) {
            if (loggedIn) {
                client.login("alice");
            }
            var dribbler = Thread.startVirtualThread(() -> dribble(client));
            assertEquals(421, client.read().code());
            dribbler.interrupt();
            dribbler.join();
            client.readToEnd();
            Eventually.holds(() -> server.server().sessionCount() == 0, "the session stays");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_line_that_does_not_end_in_time_ends_the_session_whatever_else_it_may_do(boolean loggedIn) throws Exception {
        var soon = new ReplyDelivery(Duration.ofSeconds(60), Duration.ofMillis(300), true);
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE, TestServer.USERS, Transport::best, soon);
                var client = FtpTestClient.connect(server.port())) {
            if (loggedIn) {
                client.secure().login("alice");
            }
            client.send(Wire.octets("NOO"));
            assertTrue(client.expect(421).text().contains("line"), "says what was wrong");
            client.readToEnd();
            Eventually.holds(() -> server.server().sessionCount() == 0, "the session stays");
        }
    }

    /** The time that a transfer took is none that the client was silent, and none that it may be silent more. */
    @Test
    void behind_a_transfer_a_session_has_no_longer_than_before_one() throws Exception {
        var machine = TestServer.PERMISSIVE + "limits: { idle-timeout: 2s }\n";
        try (var server = TestServer.start(directory, machine, TestServer.USERS);
                var client = FtpTestClient.connect(server.port())) {
            client.login("alice");
            try (var data = client.openData()) {
                client.ask("STOR a", 150);
                Thread.sleep(2500);
                data.end();
                client.expect(226);
            }
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> client.expect(421));
        }
    }

    /** An octet every 50 milliseconds, until the connection is gone. */
    private static void dribble(FtpTestClient client) {
        try {
            while (true) {
                client.send(Wire.octets("N"));
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            // The server has had enough.
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   "})
    void empty_lines_count_as_commands_that_are_not_taken(String line) throws Exception {
        try (var server = TestServer.start(directory); var client = FtpTestClient.connect(server.port())) {
            for (int i = 0; i < 9; i++) {
                client.ask(line, 500);
            }
            client.ask(line, 421);
        }
    }
}
