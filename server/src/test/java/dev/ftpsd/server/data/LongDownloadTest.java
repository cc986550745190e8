package dev.ftpsd.server.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.LongTransfer;
import dev.ftpsd.server.support.NothingLost;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Downloads that are long enough for the transfer's own thread to send them. */
@ExtendWith({NothingLost.class, EveryTurnEnds.class})
final class LongDownloadTest {

    private static final int SIZE = 48 * 1024 * 1024 + 12_345;

    /** More than the server's two buffers, and what a kernel keeps for one connection on both sides of the loopback. */
    private static final int MOST_ON_THE_WAY = 16 * 1024 * 1024;

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;
    private byte[] content;

    @BeforeEach
    void start() throws Exception {
        server = WireServer.start(directory);
        content = new byte[SIZE];
        new Random(7).nextBytes(content);
        Files.write(server.home().resolve("long"), content);
    }

    private FtpTestClient client(String protection) throws Exception {
        return FtpTestClient.loggedIn(server.port(), protection, "alice");
    }

    /** Begins a download of which only the first byte is read. */
    private DataLink begin(FtpTestClient client, String protection) throws Exception {
        var data = LongTransfer.begin(client, protection, "RETR long");
        assertEquals(content[0], (byte) data.socket().getInputStream().read());
        return data;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3", "clear"})
    void it_arrives_whole_and_the_next_one_too(String version) throws Exception {
        try (var client = client(version)) {
            assertArrayEquals(content, client.retrieve("long"));
            assertArrayEquals(content, client.retrieve("long"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "clear"})
    void a_reader_that_stops_stops_the_sender_and_gets_the_rest_when_it_reads_on(String protection) throws Exception {
        try (var client = client(protection); var data = begin(client, protection)) {
            var moved = movedWhenItStands(client);
            assertTrue(moved < MOST_ON_THE_WAY, moved + " bytes are under way to a client that does not read");

            assertArrayEquals(Arrays.copyOfRange(content, 1, SIZE), data.readAll());
            client.expect(226);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "clear"})
    void abor_ends_it_for_a_reader_that_has_stopped(String protection) throws Exception {
        try (var client = client(protection); var _ = begin(client, protection)) {
            movedWhenItStands(client);

            client.ask("ABOR", 426);
            client.expect(226);
            assertArrayEquals(content, client.retrieve("long"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "clear"})
    void a_range_of_it_arrives_and_nothing_else(String protection) throws Exception {
        try (var client = client(protection)) {
            client.ask("RANG 1000 20000000", 350);
            assertArrayEquals(Arrays.copyOfRange(content, 1000, 20_000_001), client.retrieve("long"));
            client.ask("REST 40000001", 350);
            assertArrayEquals(Arrays.copyOfRange(content, 40_000_001, SIZE), client.retrieve("long"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "clear"})
    void a_file_that_becomes_shorter_is_not_said_to_have_come_whole(String protection) throws Exception {
        try (var client = client(protection); var data = begin(client, protection)) {
            movedWhenItStands(client);
            try (var file = FileChannel.open(server.home().resolve("long"), StandardOpenOption.WRITE)) {
                file.truncate(SIZE - 1_000_000);
            }

            var arrived = new ByteArrayOutputStream();
            try {
                data.socket().getInputStream().transferTo(arrived);
            } catch (IOException e) {
                // Under TLS an end without close_notify, in clear perhaps a reset.
            }
            assertArrayEquals(Arrays.copyOfRange(content, 1, arrived.size() + 1), arrived.toByteArray());
            assertTrue(client.expect(451).text().contains("shorter"), "says why");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "clear"})
    void a_file_that_becomes_longer_is_sent_to_its_new_end(String protection) throws Exception {
        try (var client = client(protection); var data = begin(client, protection)) {
            movedWhenItStands(client);
            Files.write(server.home().resolve("long"), new byte[1000], StandardOpenOption.APPEND);

            assertArrayEquals(Arrays.copyOfRange(Arrays.copyOf(content, SIZE + 1000), 1, SIZE + 1000), data.readAll());
            client.expect(226);
        }
    }

    /** What STAT says when it says the same for a while. */
    private static long movedWhenItStands(FtpTestClient client) throws Exception {
        var seen = new long[]{-1, 0};
        Eventually.holds(() -> {
            try {
                Thread.sleep(100);
                seen[1] = seen[0];
                seen[0] = LongTransfer.moved(client, "RETR");
                return seen[0] == seen[1];
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, "the sender stands");
        return seen[0];
    }
}
