package dev.ftpsd.server.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** MODE Z uploads that are not what they should be; and RANG uploads, which are to have just the length that was said. */
final class DeflatedChannelTest {

    @TempDir
    Path directory;

    private TestServer server;
    private FtpTestClient client;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory, "", "protocol: { mode-z: true }\n");
        client = FtpTestClient.connect(server.port()).login("alice");
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private static byte[] zlib(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zlib = new DeflaterOutputStream(out)) {
            zlib.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        RandomGenerator.of("L64X128MixRandom").nextBytes(bytes);
        return bytes;
    }

    /** The reply at the end of a STOR. */
    private int store(String name, byte[] wire) throws IOException {
        try (var data = client.openData()) {
            client.ask("STOR " + name, 150);
            try {
                data.write(wire);
                data.end();
            } catch (IOException e) {
                // The server had enough; its reply says why.
            }
            return client.read().code();
        }
    }

    private Path stored(String name) {
        return server.home().resolve(name);
    }

    @Test
    void what_was_sent_is_what_is_stored() throws Exception {
        client.ask("MODE Z", 200);
        var sent = random(3_000_001);
        assertEquals(226, store("a", zlib(sent)));
        assertArrayEquals(sent, Files.readAllBytes(stored("a")));

        var text = IntStream.range(0, 200_000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining())
                .getBytes(UTF_8);
        assertEquals(226, store("b", zlib(text)));
        assertArrayEquals(text, Files.readAllBytes(stored("b")));
    }

    @Test
    void a_bomb_is_refused_before_it_fills_the_disk() throws Exception {
        client.ask("MODE Z", 200);
        assertEquals(552, store("bomb", zlib(new byte[200_000_000])));
        assertTrue(Files.notExists(stored("bomb")));
        try (var left = Files.walk(stored("bomb").getParent())) {
            var kept = 0L;
            for (var file : left.filter(Files::isRegularFile).toList()) {
                kept += Files.size(file);
            }
            assertTrue(kept < 10_000_000, "kept " + kept);
        }
        client.ask("NOOP", 200);
    }

    @Test
    void a_stream_that_ends_before_its_end_is_no_whole_file() throws Exception {
        client.ask("MODE Z", 200);
        var whole = zlib(random(500_000));
        assertEquals(451, store("cut", Arrays.copyOf(whole, whole.length - 5)));
        assertEquals(451, store("nothing", new byte[0]));
        assertTrue(Files.notExists(stored("nothing")));
    }

    @Test
    void bytes_behind_the_end_of_the_stream_are_an_error() throws Exception {
        client.ask("MODE Z", 200);
        var stream = zlib(random(100));
        assertEquals(451, store("more", Arrays.copyOf(stream, stream.length + 1)));
        assertEquals(451, store("much more", Arrays.copyOf(stream, stream.length + 300_000)));
    }

    @Test
    void what_is_no_zlib_stream_is_an_error() throws Exception {
        client.ask("MODE Z", 200);
        assertEquals(451, store("text", "GET / HTTP/1.1\r\n".getBytes(UTF_8)));
        var stream = zlib(random(500_000));
        stream[stream.length - 1] ^= 1;
        assertEquals(451, store("checksum", stream));
        client.ask("MODE S", 200);
        assertEquals(226, store("text", "GET / HTTP/1.1\r\n".getBytes(UTF_8)));
    }

    @Test
    void a_range_takes_just_as_many_bytes_as_it_has() throws Exception {
        Files.writeString(stored("file"), "hello world");
        client.ask("RANG 0 4", 350);
        assertEquals(552, store("file", "HELLO WORLD".getBytes(UTF_8)));
        assertEquals(" world", Files.readString(stored("file")).substring(5));
        client.ask("RANG 0 4", 350);
        assertEquals(551, store("file", "HEL".getBytes(UTF_8)));
        assertEquals(" world", Files.readString(stored("file")).substring(5));
    }
}
