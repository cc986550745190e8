package dev.ftpsd.server.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What 226, the event log and HASH say of uploads. That an answer comes from the receipt and not from the file is seen by
 * {@code hash-limit}: of these files no hash is computed.
 */
class UploadReceiptTest {

    @TempDir
    Path folder;

    private TestServer server;
    private FtpTestClient client;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(folder, TestServer.PERMISSIVE + """
                storage: { receipts: sha-256 }
                protocol: { hash-limit: 1B }
                """);
        client = FtpTestClient.connect(server.port()).login("alice");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private static String sha256(String content) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    /** Sends it and gives the text of 226. */
    private String upload(String command, String content) throws Exception {
        try (var data = client.openData()) {
            client.ask(command, 150);
            data.write(content);
            data.end();
            return client.expect(226).text();
        }
    }

    private void assertHash(String name, String content) throws Exception {
        assertTrue(client.ask("HASH " + name, 213).text().contains(" " + sha256(content) + " "), name);
        assertEquals(sha256(content).toUpperCase(Locale.ROOT), client.ask("XSHA256 " + name, 250).text());
    }

    @Test
    void the_sender_of_a_whole_file_is_told_its_bytes_and_its_hash() throws Exception {
        assertEquals("Transfer complete: 5 bytes, SHA-256 " + sha256("hello"), upload("STOR a", "hello"));
        assertEquals("Transfer complete: 0 bytes, SHA-256 " + sha256(""), upload("STOR empty", ""));
        assertEquals("Transfer complete: 6 bytes, SHA-256 " + sha256("unique"), upload("STOU u", "unique"));
    }

    @Test
    void under_type_a_the_hash_is_of_what_is_stored() throws Exception {
        client.ask("TYPE A", 200);

        assertEquals("Transfer complete: 4 bytes, SHA-256 " + sha256("a\nb\n"), upload("STOR a", "a\r\nb\r\n"));
        assertEquals("a\nb\n", Files.readString(server.home().resolve("a")));
    }

    @Test
    void hash_and_xsha256_answer_from_the_receipt_also_in_another_session_and_under_another_name() throws Exception {
        upload("STOR a", "hello");
        assertHash("a", "hello");
        client.ask("RNFR a", 350);
        client.ask("RNTO b", 250);

        client.close();
        client = FtpTestClient.connect(server.port()).login("alice");

        assertHash("b", "hello");
        client.ask("HASH b", 213);
        client.ask("XMD5 b", 552);
    }

    @Test
    void a_file_that_has_changed_has_no_receipt() throws Exception {
        var file = server.home().resolve("a");
        upload("STOR a", "hello");
        Files.setLastModifiedTime(file, FileTime.from(Files.getLastModifiedTime(file).toInstant().plusNanos(1)));
        client.ask("HASH a", 556);

        upload("STOR a", "hello");
        Files.writeString(file, "hello, world");
        client.ask("HASH a", 556);
    }

    @Test
    void who_sends_a_part_is_told_no_hash_and_what_was_known_of_the_file_is_taken_back() throws Exception {
        for (var change : new String[]{"APPE a", "REST 2", "RANG 2 4"}) {
            upload("STOR a", "hello");
            assertHash("a", "hello");
            var modified = Files.getLastModifiedTime(server.home().resolve("a"));
            if (!change.startsWith("APPE")) {
                client.ask(change, 350);
            }
            assertEquals("Transfer complete: 3 bytes.", upload(change.startsWith("APPE") ? change : "STOR a", "LLO"));

            Files.setLastModifiedTime(server.home().resolve("a"), modified);
            client.ask("HASH a", 556);
        }
    }

    @Test
    void the_event_log_has_the_hash_as_well() throws Exception {
        try (var log = new HeardLog()) {
            upload("STOR a", "hello");
            upload("APPE a", "more");

            var lines = log.lines("line").stream().filter(line -> line.contains(" transfer ")).toList();
            assertEquals(2, lines.size(), lines::toString);
            assertTrue(lines.getFirst().endsWith("result=\"ok\" sha-256=" + sha256("hello")), lines.getFirst());
            assertFalse(lines.getLast().contains("sha-256"), lines.getLast());
        }
    }

    @Test
    void an_upload_that_fails_has_no_hash_in_the_log() throws Exception {
        try (var log = new HeardLog(); var data = client.openData()) {
            client.ask("STOR a", 150);
            data.write("half");
            Eventually.holds(() -> server.home().toFile().list().length > 0, "it has begun");
            client.ask("ABOR", 426);
            client.expect(226);

            var lines = log.lines("line").stream().filter(line -> line.contains(" transfer ")).toList();
            assertEquals(1, lines.size(), lines::toString);
            assertFalse(lines.getFirst().contains("sha-256"), lines.getFirst());
        }
    }
}
