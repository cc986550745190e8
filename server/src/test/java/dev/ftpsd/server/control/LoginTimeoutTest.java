package dev.ftpsd.server.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The time to log in, which is six seconds here: that of a busy machine for AUTH, a handshake and a login. */
final class LoginTimeoutTest {

    private static final Duration LIMIT = Duration.ofSeconds(6);

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory, "", "limits: { login-timeout: 6s }\n");
    }

    /** AUTH logs out: whoever was in has the whole time again. */
    @Test
    void the_time_begins_anew_when_a_logged_in_client_sends_auth_or_rein() throws Exception {
        try (var client = FtpTestClient.connect(server.port()).login("alice")) {
            Thread.sleep(LIMIT.plusMillis(500));
            client.secure().login("alice");
            Thread.sleep(LIMIT.plusMillis(500));
            client.ask("REIN", 220);
            client.endTls();
            client.login("alice");
            client.ask("NOOP", 200);
        }
    }

    @Test
    void a_client_that_logs_out_and_not_in_again_is_ended() throws Exception {
        try (var client = FtpTestClient.connect(server.port()).login("alice")) {
            client.ask("REIN", 220);
            client.expect(421);
        }
    }

    /** Else AUTH would be a way to stay for ever without a login. */
    @Test
    void auth_and_rein_give_no_time_to_those_who_never_were_in() throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            var began = System.nanoTime();
            var last = 0;
            while (last != 421 && System.nanoTime() - began < LIMIT.multipliedBy(5).toNanos()) {
                client.send("REIN");
                last = client.read().code();
                Thread.sleep(50);
            }
            assertTrue(last == 421, "still there after " + Duration.ofNanos(System.nanoTime() - began));
        }
    }
}
