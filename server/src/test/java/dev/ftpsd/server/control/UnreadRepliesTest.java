package dev.ftpsd.server.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.data.Transport;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.NothingLost;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whoever sends commands and reads no replies holds a session only for a while. */
@ExtendWith(NothingLost.class)
final class UnreadRepliesTest {

    private static final byte[] MANY = Wire.octets(String.join("", Collections.nCopies(10_000, "HELP\r\n")));

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_client_that_never_reads_its_replies_is_closed(boolean secured) throws Exception {
        var soon = new ReplyDelivery(Duration.ofMillis(300), Duration.ofSeconds(30), true);
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE, TestServer.USERS, Transport::best, soon);
                var client = FtpTestClient.connect(server.port())) {
            if (secured) {
                client.secure();
            }
            var ended = new CountDownLatch(1);
            Thread.startVirtualThread(() -> sendUntilClosed(client, ended));
            assertTrue(ended.await(20, TimeUnit.SECONDS), "the connection stays open");
            Eventually.holds(() -> server.server().sessionCount() == 0, "the session stays");
        }
    }

    private static void sendUntilClosed(FtpTestClient client, CountDownLatch ended) {
        try {
            while (true) {
                client.send(MANY);
            }
        } catch (IOException e) {
            ended.countDown();
        }
    }

    /** The same time passes for a client that reads slowly, but it makes progress. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_client_that_says_nothing_for_longer_than_that_stays(boolean secured) throws Exception {
        var soon = new ReplyDelivery(Duration.ofMillis(100), Duration.ofSeconds(30), true);
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE, TestServer.USERS, Transport::best, soon);
                var client = FtpTestClient.connect(server.port())) {
            if (secured) {
                client.secure();
            }
            for (int i = 0; i < 3; i++) {
                Thread.sleep(Duration.ofMillis(250));
                client.ask("NOOP", 200);
            }
            assertEquals(1, server.server().sessionCount());
        }
    }
}
