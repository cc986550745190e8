package dev.ftpsd.storage.local;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import dev.ftpsd.storage.FileEntry.Kind;
import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.WriteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** What is neither file nor directory is shown and never opened: opening it could wait for ever. */
class SpecialFilesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path root;

    @Test
    void a_FIFO_holds_no_call() throws Exception {
        var made = new ProcessBuilder("mkfifo", root.resolve("special").toString()).start().waitFor();
        assertEquals(0, made);

        assertShownButNeverOpened();
    }

    @Test
    void a_socket_holds_no_call() throws IOException {
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(root.resolve("special")));

            assertShownButNeverOpened();
        }
    }

    @Test
    void a_device_is_not_read() throws IOException {
        var devices = LocalFileStore.open(Path.of("/dev"), false, LocalPolicy.DEFAULT);

        assertEquals(Kind.OTHER, devices.stat(path("/zero")).kind());
        assertFails(StorageException.Kind.NOT_A_FILE, () -> devices.openRead(path("/zero")));
        assertFails(StorageException.Kind.NOT_A_FILE, () -> devices.openWrite(path("/null"), WriteMode.APPEND, 0));
    }

    @Test
    void names_that_no_reply_can_hold_are_left_out() throws Exception {
        Files.createFile(root.resolve("line\nbreak"));
        Files.createFile(root.resolve("carriage\rreturn"));
        Files.createFile(root.resolve("\u001b[2J"));
        Files.createFile(root.resolve("delete\u007f"));
        Files.createFile(root.resolve("\ufffd is a character"));
        Files.createFile(root.resolve("grün"));
        // Java cannot write such a name itself.
        var shell = new ProcessBuilder("sh", "-c", "touch \"$(printf 'bad\\377')\" \"$(printf 'long\\300\\257')\"");
        assertEquals(0, shell.directory(root.toFile()).start().waitFor());
        var store = LocalFileStore.open(root, false, LocalPolicy.DEFAULT);

        assertEquals(Set.of("\ufffd is a character", "grün"), names(store, "/"));
    }

    @Test
    void a_name_that_cannot_be_written_is_a_BAD_NAME() throws IOException {
        var store = LocalFileStore.open(root, false, LocalPolicy.DEFAULT);

        for (var name : Set.of("half a surrogate \ud800", "x".repeat(256))) {
            assertFails(StorageException.Kind.BAD_NAME, () -> store.makeDirectory(path("/" + name)));
            assertFails(StorageException.Kind.BAD_NAME, () -> store.openWrite(path("/" + name), WriteMode.REPLACE, 0));
        }
    }

    private void assertShownButNeverOpened() throws IOException {
        FileStore store = LocalFileStore.open(root, false, LocalPolicy.DEFAULT);

        assertTimeoutPreemptively(PATIENCE, () -> {
            assertEquals(Kind.OTHER, store.stat(path("/special")).kind());
            assertEquals(Set.of("special"), names(store, "/"));
            assertFails(StorageException.Kind.NOT_A_FILE, () -> store.openRead(path("/special")));
            for (var mode : Set.of(WriteMode.REPLACE, WriteMode.APPEND, WriteMode.RESUME)) {
                assertFails(StorageException.Kind.NOT_A_FILE, () -> store.openWrite(path("/special"), mode, 0));
            }
            assertFails(StorageException.Kind.NOT_A_FILE, () -> store.delete(path("/special")));
            assertFails(StorageException.Kind.NOT_A_FILE, () -> store.rename(path("/special"), path("/file"), true));
            assertFails(StorageException.Kind.NOT_A_DIRECTORY, () -> store.list(path("/special")));
            assertFails(StorageException.Kind.NOT_FOUND, () -> store.stat(path("/special/below")));
            assertFails(StorageException.Kind.DENIED, () -> store.setModified(path("/special"), Instant.EPOCH));
            assertFails(StorageException.Kind.DENIED, () -> store.setMode(path("/special"), 0600));
        });
    }
}
