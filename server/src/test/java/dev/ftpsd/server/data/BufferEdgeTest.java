package dev.ftpsd.server.data;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
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

/**
 * What fills no buffer is sent with the end of the connection, behind the first full one the transfer's own thread sends, and behind the
 * ninth it sends four at once: sizes around these edges, each way to send, and each end of a range.
 */
@ExtendWith(NothingLost.class)
final class BufferEdgeTest {

    private static final int BUFFER = DataChannel.BUFFER_SIZE;
    private static final int[] SIZES =
            {0, 1, BUFFER - 1, BUFFER, BUFFER + 1, 2 * BUFFER - 1, 2 * BUFFER, 2 * BUFFER + 1,
                    5 * BUFFER + 7, 9 * BUFFER, 10 * BUFFER, 11 * BUFFER, 12 * BUFFER, 13 * BUFFER, 13 * BUFFER + 1,
                    14 * BUFFER - 1, 14 * BUFFER};

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = WireServer.start(directory);
    }

    private byte[] file(int size) throws Exception {
        var content = new byte[size];
        new Random(size).nextBytes(content);
        Files.write(server.home().resolve("file"), content);
        return content;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3", "clear"})
    void every_size_arrives_whole(String protection) throws Exception {
        try (var client = FtpTestClient.loggedIn(server.port(), protection, "alice")) {
            for (var size : SIZES) {
                assertArrayEquals(file(size), client.retrieve("file"), "size " + size);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "clear"})
    void every_size_arrives_whole_as_text(String protection) throws Exception {
        try (var client = FtpTestClient.loggedIn(server.port(), protection, "alice")) {
            client.ask("TYPE A", 200);
            for (var size : SIZES) {
                var content = file(size);
                for (var i = 0; i < size; i += 3) {
                    content[i] = '\n';
                }
                Files.write(server.home().resolve("file"), content);
                assertArrayEquals(asText(content), client.retrieve("file"), "size " + size);
            }
        }
    }

    private static byte[] asText(byte[] content) {
        var text = new ByteArrayOutputStream();
        for (var i = 0; i < content.length; i++) {
            if (content[i] == '\n' && (i == 0 || content[i - 1] != '\r')) {
                text.write('\r');
            }
            text.write(content[i]);
        }
        return text.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "clear"})
    void a_range_may_end_at_the_edge(String protection) throws Exception {
        var content = file(5 * BUFFER);
        try (var client = FtpTestClient.loggedIn(server.port(), protection, "alice")) {
            for (var end : new int[]{1, BUFFER - 1, BUFFER, BUFFER + 1, 2 * BUFFER, 3 * BUFFER - 1}) {
                client.ask("RANG 10 " + (10 + end - 1), 350);
                assertArrayEquals(Arrays.copyOfRange(content, 10, 10 + end), client.retrieve("file"), "length " + end);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "clear"})
    void a_listing_of_every_length_arrives_whole(String protection) throws Exception {
        try (var client = FtpTestClient.loggedIn(server.port(), protection, "alice")) {
            // A line of NLST has 128 octets: 8 KiB are sent first, a buffer later the thread takes over.
            for (var names : new int[]{0, 1, 63, 64, 65, 575, 576, 577, 1200}) {
                var folder = Files.createDirectories(server.home().resolve("names" + names));
                for (var i = 0; i < names; i++) {
                    Files.createFile(folder.resolve("%0126d".formatted(i)));
                }
                client.ask("CWD /names" + names, 250);
                var data = client.openData();
                client.ask("NLST", 150);
                if (!protection.equals("clear")) {
                    client.secure(data);
                }
                assertEquals(128 * names, data.readAll().length, names + " names");
                client.expect(226);
                data.close();
            }
        }
    }
}
