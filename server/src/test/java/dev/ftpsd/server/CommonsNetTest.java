package dev.ftpsd.server;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A client that we did not write, in clear: its TLS does not resume. */
final class CommonsNetTest {

    @TempDir
    Path directory;

    @Test
    void a_file_that_was_stored_is_listed_and_comes_back_unchanged() throws Exception {
        try (var server = TestServer.start(directory)) {
            var client = new FTPClient();
            client.connect("127.0.0.1", server.port());
            assertTrue(client.login("alice", "secret"));
            client.enterLocalPassiveMode();
            client.setFileType(FTP.BINARY_FILE_TYPE);
            var sent = "hello".getBytes(StandardCharsets.UTF_8);
            assertTrue(client.storeFile("a b.txt", new ByteArrayInputStream(sent)));

            var listed = client.listFiles();
            assertEquals(1, listed.length);
            assertEquals("a b.txt", listed[0].getName());
            assertEquals(5, listed[0].getSize());
            var received = new ByteArrayOutputStream();
            assertTrue(client.retrieveFile("a b.txt", received));
            assertEquals("hello", received.toString(StandardCharsets.UTF_8));
            client.quit();
            client.disconnect();
        }
    }

    @Test
    void its_mode_z_is_ours() throws Exception {
        var machine = TestServer.PERMISSIVE + "protocol: { mode-z: true }\n";
        try (var server = TestServer.start(directory, machine)) {
            var client = new FTPClient();
            client.connect("127.0.0.1", server.port());
            assertTrue(client.login("alice", "secret"));
            client.enterLocalPassiveMode();
            client.setFileType(FTP.BINARY_FILE_TYPE);
            assertTrue(client.setFileTransferMode(FTP.DEFLATE_TRANSFER_MODE));
            var sent = "all lines are alike\n".repeat(10_000);
            assertTrue(client.storeFile("a.txt", new ByteArrayInputStream(sent.getBytes(StandardCharsets.UTF_8))));
            assertEquals(sent, Files.readString(server.home().resolve("a.txt")));

            var received = new ByteArrayOutputStream();
            assertTrue(client.retrieveFile("a.txt", received));
            assertEquals(sent, received.toString(StandardCharsets.UTF_8));
            client.quit();
            client.disconnect();
        }
    }
}
