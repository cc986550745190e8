package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.WriteMode;
import dev.ftpsd.storage.local.LocalPolicy.Symlinks;
import dev.ftpsd.storage.local.LocalPolicy.Sync;
import dev.ftpsd.storage.local.LocalPolicy.UploadMode;
import dev.ftpsd.storage.local.MountStream.Answers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.breakOff;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static dev.ftpsd.storage.StoreProbe.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A mount that shows bits of its own and lets nobody set others, as vfat and CIFS do to whoever is not their owner. The umask is laxer than
 * that of the process, so that what is made has other bits than it should.
 */
class FixedBitsTest {

    @TempDir
    private Path root;

    private final List<String> told = new ArrayList<>();

    private FileStore store(UploadMode upload, Answers answers) throws IOException {
        var policy = new LocalPolicy(0, upload, Duration.ofHours(1), Sync.NONE, Symlinks.INSIDE, total -> 0);
        var uploader = Uploader.NOBODY.tellingOfBits(() -> told.add("told"));
        return LocalFileStore.open(root, false, policy, uploader, MountStream.opener(answers));
    }

    private static Answers refusing(String words) {
        return (name, method, real) -> {
            if (method.equals("setPermissions")) {
                throw new FileSystemException(name.toString(), null, words);
            }
            return real.make();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"Operation not permitted", "Operation not supported", "Function not implemented"})
    void uploads_arrive_with_the_bits_that_the_mount_gives(String words) throws IOException {
        for (var upload : UploadMode.values()) {
            var store = store(upload, refusing(words));
            for (var mode : WriteMode.values()) {
                write(store, "/" + upload + mode, mode, 0, "content");
                assertEquals("content", get(store, "/" + upload + mode), mode::toString);
            }
        }
        assertFalse(told.isEmpty());
        var sent = 2 * WriteMode.values().length;
        assertEquals(sent, names(store(UploadMode.ATOMIC, refusing(words)), "/").size());
        assertEquals(sent, onDisk());
    }

    @Test
    void a_broken_upload_is_gone_on_from() throws IOException {
        var store = store(UploadMode.ATOMIC, refusing("Operation not permitted"));
        breakOff(store, "/new", WriteMode.REPLACE, 0, "first ");
        write(store, "/new", WriteMode.RESUME, 6, "second");

        assertEquals("first second", get(store, "/new"));
    }

    @Test
    void a_client_that_sets_bits_hears_that_it_may_not() throws IOException {
        Files.writeString(root.resolve("file"), "x");
        var store = store(UploadMode.ATOMIC, refusing("Operation not permitted"));

        assertFails(Kind.DENIED, () -> store.setMode(path("/file"), 0600));
        assertEquals(List.of(), told);
    }

    /** Whose file it is could read what comes, and change it. */
    @Test
    void a_file_of_somebody_else_that_stands_where_the_upload_should_is_not_written_to() throws IOException {
        var part = Reserved.part("", "new");
        Files.writeString(root.resolve(part), "theirs");
        Files.setPosixFilePermissions(root.resolve(part), PosixFilePermissions.fromString("rwxrwxrwx"));
        var store = store(UploadMode.ATOMIC, (name, method, real) -> {
            if (method.equals("setPermissions") && name.toString().equals(part)) {
                throw new FileSystemException(part, null, "Operation not permitted");
            }
            return real.make();
        });

        assertFails(Kind.DENIED, () -> put(store, "/new", "mine"));
        assertEquals("theirs", Files.readString(root.resolve(part)));
        assertEquals(1, onDisk());
    }

    @Test
    void another_failure_than_that_leaves_nothing() throws IOException {
        var store = store(UploadMode.ATOMIC, refusing("Input/output error"));

        assertFails(Kind.FAILED, () -> put(store, "/new", "x"));
        assertEquals(0, onDisk());
    }

    @Test
    void a_directory_that_was_made_is_made_whatever_its_bits() throws IOException {
        assertTrue(Correction.attempt(() -> {}));
        for (var words : Set.of("Operation not permitted", "Operation not supported", "Function not implemented")) {
            assertFalse(Correction.attempt(() -> {
                throw new FileSystemException("made", null, words);
            }), words);
        }
        assertThrows(FileSystemException.class, () -> Correction.attempt(() -> {
            throw new FileSystemException("made", null, "Read-only file system");
        }));
        assertThrows(AccessDeniedException.class, () -> Correction.attempt(() -> {
            throw new AccessDeniedException("made");
        }));
    }

    private long onDisk() throws IOException {
        try (var files = Files.list(root)) {
            return files.count();
        }
    }
}
