package dev.ftpsd.server.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.ftpsd.server.TestServer;
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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Clients that send more than one command at a time, and clients that do not read. */
@ExtendWith(NothingLost.class)
final class PipeliningTest {

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ten_thousand_commands_in_one_write_are_answered_in_order(boolean secured) throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            if (secured) {
                client.secure();
            }
            client.login("alice");
            var lines = IntStream.range(0, 10_000).mapToObj(i -> i % 100 == 0 ? "REST " + i : "NOOP")
                    .collect(Collectors.joining("\r\n", "", "\r\n"));
            var sender = Thread.startVirtualThread(() -> send(client, lines));
            for (int i = 0; i < 10_000; i++) {
                if (i % 100 == 0) {
                    assertEquals("The next transfer begins at " + i + ".", client.expect(350).text());
                } else {
                    client.expect(200);
                }
            }
            sender.join();
        }
    }

    private static void send(FtpTestClient client, String lines) {
        try {
            client.send(Wire.octets(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replies would pile up in memory: the server stops reading instead, and TCP tells the client. */
    @Test
    void a_client_that_reads_no_replies_is_soon_not_read_either() throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            var many = Wire.octets(String.join("", Collections.nCopies(10_000, "HELP\r\n")));
            var sent = new AtomicLong();
            var sender = Thread.startVirtualThread(() -> {
                try {
                    while (sent.get() < 500L * many.length) {
                        client.send(many);
                        sent.addAndGet(many.length);
                    }
                } catch (IOException e) {
                    // The test has ended.
                }
            });
            assertTrue(!sender.join(Duration.ofSeconds(3)), "the server went on reading: " + sent);
        }
    }

    /** What is queued is answered before QUIT; what is behind QUIT never is. */
    @Test
    void nothing_behind_quit_is_executed() throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            client.login("alice");
            client.send("NOOP", "QUIT", "MKD never", "NOOP");
            assertEquals("[200, 221]", client.readToEnd().stream().map(answer -> answer.code()).toList().toString());
        }
        assertTrue(Files.notExists(server.home().resolve("never")));
    }

    @Test
    void a_begun_line_is_executed_by_nobody_when_the_client_goes() throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            client.login("alice");
            client.send(Wire.octets("MKD never"));
            client.socket().shutdownOutput();
            client.socket().setSoTimeout(5000);
            assertEquals("[]", client.readToEnd().toString());
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server keeps the connection", e);
        }
        assertTrue(Files.notExists(server.home().resolve("never")));
    }
}
