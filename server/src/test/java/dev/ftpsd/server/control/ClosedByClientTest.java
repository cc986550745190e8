package dev.ftpsd.server.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.NothingLost;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertTimeout;

/**
 * A client that ends TLS and keeps its connection until the server has done so too, as Java's do: over a connection that they were
 * given they send user_canceled and close_notify (TLS 1.3), no FIN, and wait.
 */
@ExtendWith(NothingLost.class)
final class ClosedByClientTest {

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory);
    }

    /** Fails if the server does not end its side soon. */
    private void closeAndAwaitEnd(FtpTestClient client) throws Exception {
        assertTimeout(Duration.ofSeconds(5), () -> {
            client.socket().close();
            client.wire().getInputStream().readAllBytes();
        });
        Eventually.holds(() -> server.server().sessionCount() == 0, "the session stays");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void close_notify_is_answered_with_the_end_of_the_connection_at_once(String protocol) throws Exception {
        try (var client = FtpTestClient.connect(server.port(), protocol).secure().login("alice")) {
            closeAndAwaitEnd(client);
        }
    }

    @Test
    void it_ends_an_implicit_session_that_has_not_logged_in() throws Exception {
        try (var client = FtpTestClient.connectImplicit(server.implicitPort())) {
            closeAndAwaitEnd(client);
        }
    }

    /** The download would go on until stall-timeout, or for hours to a client that reads slowly. */
    @Test
    void it_ends_the_transfer_that_runs() throws Exception {
        Files.write(server.home().resolve("large"), new byte[32 * 1024 * 1024]);
        try (var client = FtpTestClient.connect(server.port()).secure().login("alice"); var data = client.openData()) {
            client.ask("RETR large", 150);
            client.secure(data);
            closeAndAwaitEnd(client);
        }
    }
}
