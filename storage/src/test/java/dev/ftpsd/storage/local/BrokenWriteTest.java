package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.WriteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.bytes;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static dev.ftpsd.storage.StoreProbe.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A write that fails: by the disk, whose bytes are not to be trusted, or by an interrupt of its thread, which the end of the server is. */
class BrokenWriteTest {

    @TempDir
    private Path root;
    private boolean dead;

    /** A directory of the disk that fails. */
    private final class Disk extends ForwardingStream {

        Disk(SecureDirectoryStream<Path> directory) {
            super(directory);
        }

        @Override
        ForwardingStream around(SecureDirectoryStream<Path> below) {
            return new Disk(below);
        }

        @Override
        public SeekableByteChannel newByteChannel(Path name, Set<? extends OpenOption> options,
                FileAttribute<?>... attributes) throws IOException {
            return new DyingFile((FileChannel) super.newByteChannel(name, options, attributes), () -> dead);
        }
    }

    private LocalFileStore store() throws IOException {
        return LocalFileStore.open(root, false, LocalPolicy.DEFAULT);
    }

    private LocalFileStore onDyingDisk() throws IOException {
        return LocalFileStore.open(root, false, LocalPolicy.DEFAULT, Uploader.NOBODY,
                ForwardingStream.opener(Disk::new));
    }

    @Test
    void a_write_that_fails_leaves_the_old_file_and_no_staged_one() throws IOException {
        var store = onDyingDisk();
        put(store, "/a", "old");

        try (var sink = store.openWrite(path("/a"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("some of the new bytes"));
            dead = true;
            assertFails(Kind.FAILED, () -> sink.write(bytes("more")));
            assertFails(Kind.FAILED, sink::commit);
        }

        assertEquals("old", get(store, "/a"));
        assertEquals(List.of("a"), onDisk());
    }

    @Test
    void what_a_failing_disk_has_taken_is_not_gone_on_from() throws IOException {
        try (var sink = onDyingDisk().openWrite(path("/new"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("some"));
            dead = true;
            assertFails(Kind.FAILED, () -> sink.write(bytes("more")));
        }
        assertEquals(List.of(), onDisk());
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLACE", "APPEND", "CREATE_NEW", "CREATE_LATE"})
    void an_interrupt_keeps_what_had_come_but_commits_nothing(WriteMode mode) throws IOException {
        var store = store();
        try (var sink = store.openWrite(path("/a"), mode, 0)) {
            sink.write(bytes("ab"));
            interrupted(() -> sink.write(bytes("more")));
            assertFails(Kind.FAILED, () -> sink.write(bytes("and more")));
            assertFails(Kind.FAILED, sink::commit);
        }

        assertFails(Kind.NOT_FOUND, () -> store.stat(path("/a")));
        assertEquals(OptionalLong.of(2), store.partOf(path("/a")));
        write(store, "/a", WriteMode.RESUME, 2, "cd");
        assertEquals("abcd", get(store, "/a"));
    }

    @Test
    void an_interrupt_while_it_is_forced_to_the_disk_keeps_it_as_well() throws IOException {
        var store = LocalFileStore.open(root, false, new LocalPolicy(027, LocalPolicy.UploadMode.ATOMIC,
                LocalPolicy.DEFAULT.keepPartial(), LocalPolicy.Sync.FILE, LocalPolicy.Symlinks.DENY, total -> 0));
        try (var sink = store.openWrite(path("/a"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("ab"));
            interrupted(sink::commit);
        }
        assertEquals(OptionalLong.of(2), store.partOf(path("/a")));
    }

    /** What is copied in front of an upload is no part of it, and half of that is nothing to go on from. */
    @Test
    void an_interrupt_in_the_copy_of_the_old_file_keeps_the_old_file_alone() throws IOException {
        var store = store();
        put(store, "/a", "old");
        try (var sink = store.openWrite(path("/a"), WriteMode.APPEND, 0)) {
            interrupted(() -> sink.write(bytes("more")));
        }
        assertEquals("old", get(store, "/a"));
        assertEquals(List.of("a"), onDisk());
    }

    private interface Deed {
        void perform() throws IOException;
    }

    private static void interrupted(Deed deed) {
        Thread.currentThread().interrupt();
        assertFails(Kind.FAILED, deed::perform);
        assertTrue(Thread.interrupted());
    }

    private List<String> onDisk() throws IOException {
        try (var files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
