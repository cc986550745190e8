package dev.ftpsd.server.data;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.InflaterInputStream;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.LongTransfer;
import dev.ftpsd.server.support.NothingLost;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

/** Downloads of a client that says FIN before it reads: it has nothing to send, and gets all of its file. */
@ExtendWith({NothingLost.class, EveryTurnEnds.class})
final class HalfClosedDownloadTest {

    /** More than a kernel keeps for one connection on both sides of the loopback. */
    private static final int SIZE = 24 * 1024 * 1024;

    /** Who has sent nothing for so long has no room. */
    private static final Duration STANDS = Duration.ofMillis(100);

    private static final String MODE_Z = "protocol: { mode-z: true }\n";

    @TempDir
    Path directory;

    /** Of which no byte is an end of a line. */
    private static byte[] write(TestServer server) throws Exception {
        var content = new byte[SIZE];
        new Random(7).nextBytes(content);
        for (var i = 0; i < SIZE; i++) {
            content[i] |= 0x20;
        }
        Files.write(server.home().resolve("long"), content);
        return content;
    }

    /** What a client reads that has ended its side and has let the server run into its own full buffers. */
    private static byte[] retrieve(FtpTestClient client, String protection) throws Exception {
        try (var data = LongTransfer.begin(client, protection, "RETR long")) {
            data.wire().shutdownOutput();
            awaitStandstill(client);
            return readAll(data, client);
        }
    }

    private static byte[] readAll(DataLink data, FtpTestClient client) throws Exception {
        var all = data.readAll();
        client.expect(226);
        return all;
    }

    private static void awaitStandstill(FtpTestClient client) throws Exception {
        var seen = new long[]{-1, 0};
        Eventually.holds(() -> {
            LockSupport.parkNanos(STANDS.toNanos());
            seen[1] = seen[0];
            seen[0] = LongTransfer.moved(client, "RETR");
            return seen[0] > 0 && seen[0] == seen[1];
        }, "the sender stands");
    }

    @ParameterizedTest
    @CsvSource({"clear, I", "clear, A", "TLSv1.2, I", "TLSv1.2, A", "TLSv1.3, I", "TLSv1.3, A"})
    void it_arrives_whole(String protection, String type) throws Exception {
        try (var server = WireServer.start(directory);
                var client = FtpTestClient.loggedIn(server.port(), protection, "alice")) {
            var content = write(server);
            client.ask("TYPE " + type, 200);
            assertArrayEquals(content, retrieve(client, protection));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void it_arrives_whole_where_the_jdk_encrypts(String protection) throws Exception {
        try (var server = WireServer.start(directory, "", "tls: { engine: jdk }\n");
                var client = FtpTestClient.loggedIn(server.port(), protection, "alice")) {
            assertArrayEquals(write(server), retrieve(client, protection));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clear", "TLSv1.3"})
    void it_arrives_whole_in_mode_z(String protection) throws Exception {
        try (var server = WireServer.start(directory, "", MODE_Z);
                var client = FtpTestClient.loggedIn(server.port(), protection, "alice")) {
            var content = write(server);
            client.ask("OPTS MODE Z LEVEL 1", 200);
            client.ask("MODE Z", 200);
            try (var plain = new InflaterInputStream(new ByteArrayInputStream(retrieve(client, protection)))) {
                assertArrayEquals(content, plain.readAllBytes());
            }
        }
    }
}
