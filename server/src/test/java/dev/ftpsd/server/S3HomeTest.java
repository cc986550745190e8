package dev.ftpsd.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.S3Endpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A user whose home is a place in a bucket. */
class S3HomeTest {

    private static final String USERS = TestServer.USERS.replace("home: home", "home: \"s3://files/homes/{name}\"");

    @TempDir
    Path folder;

    private S3Endpoint storage;

    @BeforeEach
    void startStorage() throws Exception {
        storage = new S3Endpoint();
    }

    @AfterEach
    void stopStorage() {
        storage.close();
    }

    private TestServer start(String node) throws Exception {
        return TestServer.start(Files.createDirectories(folder.resolve(node)),
                TestServer.PERMISSIVE + storage.settings(), USERS);
    }

    @Test
    void a_home_in_a_bucket_is_a_home() throws Exception {
        try (var server = start("a"); var client = FtpTestClient.connect(server.port()).login("alice")) {
            client.store("a.txt", "hello, world".getBytes(StandardCharsets.UTF_8));
            client.ask("SIZE a.txt", 213);
            client.ask("REST 7", 350);
            assertEquals("world", new String(client.retrieve("a.txt"), StandardCharsets.UTF_8));
            client.ask("MKD in", 257);
            client.ask("RNFR a.txt", 350);
            client.ask("RNTO in/b.txt", 250);
            assertTrue(client.ask("STAT in", 212).toString().contains("b.txt"));
            assertTrue(client.ask("HASH in/b.txt", 213).text().startsWith("SHA-256 0-11 09ca7e4eaa6e8ae9"));
            client.ask("RMD in", 550);
            client.ask("DELE in/b.txt", 250);
            client.ask("RMD in", 250);
            assertFalse(Files.exists(server.home().resolve("a.txt")));
        }
    }

    @Test
    void a_link_to_a_bucket_is_a_directory_of_the_home() throws Exception {
        var users = TestServer.USERS + "    links: [ { path: /pub, to: \"s3://files/pub/{name}\" } ]\n";
        try (var server = TestServer.start(folder, TestServer.PERMISSIVE + storage.settings(), users);
                var other = start("other");
                var client = FtpTestClient.connect(server.port()).login("alice");
                var inBucket = FtpTestClient.connect(other.port()).login("alice")) {
            client.store("pub/a.txt", "hello".getBytes(StandardCharsets.UTF_8));
            assertEquals("hello", new String(client.retrieve("pub/a.txt"), StandardCharsets.UTF_8));
            assertFalse(Files.exists(server.home().resolve("pub")));
            inBucket.ask("SIZE a.txt", 550);
        }
    }

    @Test
    void what_object_storage_cannot_do_is_refused_with_words_and_the_session_goes_on() throws Exception {
        try (var server = start("a"); var client = FtpTestClient.connect(server.port()).login("alice")) {
            client.store("a", "hello".getBytes(StandardCharsets.UTF_8));
            for (var refused : new String[]{"MFMT 20260101000000 a", "SITE CHMOD 600 a"}) {
                assertTrue(client.ask(refused, 550).text().contains("Object storage"), refused);
            }
            client.openData().close();
            assertTrue(client.ask("APPE a", 550).text().contains("from its beginning with STOR"));
            for (var part : new String[]{"REST 3", "RANG 1 2"}) {
                client.ask(part, 350);
                assertTrue(client.ask("STOR a", 550).text().contains("from its beginning with STOR"), part);
            }
            assertEquals("hello", new String(client.retrieve("a"), StandardCharsets.UTF_8));
        }
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing() throws Exception {
        try (var server = start("a"); var client = FtpTestClient.connect(server.port()).login("alice");
                var data = client.openData()) {
            client.ask("STOR a", 150);
            data.write(new byte[9 << 20]);
            client.ask("ABOR", 426);
            client.expect(226);
            client.ask("SIZE a", 550);
            client.ask("NOOP", 200);
        }
    }

    /** Some storages take none but equal parts, and of small ones there are too few for the largest files. */
    @ParameterizedTest
    @CsvSource({"ALLO 96636764160, 33554432", "ALLO 34603008, 8388608", "NOOP, 8388608"})
    void in_how_large_parts_a_file_goes_is_chosen_by_what_the_client_announces(String before, long part)
            throws Exception {
        try (var server = start("a"); var client = FtpTestClient.connect(server.port()).login("alice");
                var data = client.openData()) {
            client.ask(before, 200);
            client.ask("STOR a", 150);
            data.write(new byte[33 << 20]);
            Eventually.holds(() -> !storage.parts().isEmpty(), "a part has come");
            assertTrue(storage.parts().stream().allMatch(size -> size == part), () -> storage.parts().toString());
            data.end();
            client.expect(226);
            assertEquals(String.valueOf(33 << 20), client.ask("SIZE a", 213).text());
        }
    }

    @Test
    void two_servers_over_one_bucket_show_each_the_other_s_files() throws Exception {
        try (var a = start("a"); var b = start("b");
                var first = FtpTestClient.connect(a.port()).login("alice");
                var second = FtpTestClient.connect(b.port()).login("alice")) {
            first.store("a", "of the first".getBytes(StandardCharsets.UTF_8));
            assertEquals("of the first", new String(second.retrieve("a"), StandardCharsets.UTF_8));
            second.ask("DELE a", 250);
            first.ask("SIZE a", 550);
        }
    }
}
