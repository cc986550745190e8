package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.WriteMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.breakOff;
import static dev.ftpsd.storage.StoreProbe.bytes;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static dev.ftpsd.storage.StoreProbe.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A file that others move, delete or write while an upload changes it, or while what has come of a broken one waits. */
class ChangedMeanwhileTest {

    private static final int TICK_MS = 30;
    private static final long LONG = 65L << 20;

    @TempDir
    private Path root;

    private LocalFileStore store;

    @BeforeEach
    void open() throws IOException {
        store = LocalFileStore.open(root, false, LocalPolicy.DEFAULT);
        put(store, "/log", "old content");
    }

    private static String refusal(Kind kind, Executable refused) {
        var failure = assertThrows(StorageException.class, refused);
        assertEquals(kind, failure.kind());
        return String.valueOf(failure.getMessage());
    }

    // ------------------------------------------------------------------ while an upload goes on

    @ParameterizedTest
    @EnumSource(names = {"APPEND", "RESUME", "PATCH"})
    void what_was_to_change_a_file_does_not_bring_it_back_where_it_was_moved_to_or_deleted(WriteMode mode)
            throws IOException {
        for (var isDeleted : new boolean[]{false, true}) {
            try (var sink = store.openWrite(path("/log"), mode, mode.takesOffset() ? 11 : 0)) {
                sink.write(bytes(" and more"));
                if (isDeleted) {
                    store.delete(path("/log"));
                } else {
                    store.rename(path("/log"), path("/log.1"), true);
                }
                assertTrue(refusal(Kind.BUSY, sink::commit).contains("send this again"));
            }
            assertFalse(Files.exists(root.resolve("log")));
            write(store, "/log", WriteMode.APPEND, 0, "old content");
        }
        assertEquals("old content", get(store, "/log.1"));
    }

    @Test
    void what_was_to_change_a_file_leaves_another_one_alone() throws IOException {
        put(store, "/other", "other");
        try (var sink = store.openWrite(path("/log"), WriteMode.APPEND, 0)) {
            sink.write(bytes(" and more"));
            store.rename(path("/other"), path("/log"), true);
            assertFails(Kind.BUSY, sink::commit);
        }
        assertEquals("other", get(store, "/log"));
    }

    /** Its number goes to the next new file, which may be another session's. */
    @Test
    void a_file_that_was_replaced_is_in_nobody_s_hands_though_its_upload_has_not_ended() throws IOException {
        try (var directory = OpenDirectory.open(root);
                var sink = store.openWrite(path("/log"), WriteMode.REPLACE, 0)) {
            var replaced = directory.attributes(Path.of("log")).key();
            assertTrue(WriteLocks.isHeld(replaced));
            sink.write(bytes("new"));
            sink.commit();
            assertFalse(WriteLocks.isHeld(replaced));
            assertFails(Kind.BUSY, () -> store.openWrite(path("/log"), WriteMode.REPLACE, 0));
        }
    }

    @Test
    void a_new_file_is_not_deleted_while_it_comes() throws IOException {
        try (var sink = store.openWrite(path("/new"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("some"));
            assertTrue(refusal(Kind.BUSY, () -> store.delete(path("/new"))).contains("being uploaded"));
            sink.commit();
        }
        assertEquals("some", get(store, "/new"));
    }

    @Test
    void whoever_is_told_where_a_file_is_hears_what_its_directory_is_called_by_now() throws IOException {
        store.makeDirectory(path("/d"));
        try (var sink = store.openWrite(path("/d/new"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("new"));
            store.rename(path("/d"), path("/moved"), false);
            store.makeDirectory(path("/d"));
            put(store, "/d/new", "another");
            assertEquals(Optional.of(root.toRealPath().resolve("moved/new").toString()), sink.place());
            sink.commit();
        }
        assertEquals("new", get(store, "/moved/new"));
    }

    // ------------------------------------------------------------------ while a part waits

    /** Its time of writing is set by whoever puts it there, as clients do that keep times. */
    @Test
    void a_file_that_came_since_is_not_mixed_with_what_had_come_though_its_time_says_that_it_is_older()
            throws Exception {
        breakOff(store, "/log", WriteMode.REPLACE, 0, "1111111111");
        Thread.sleep(TICK_MS);
        var bob = LocalFileStore.open(root, false, LocalPolicy.DEFAULT, new Uploader("bob", () -> {}));
        put(bob, "/log", "22222");
        bob.setModified(path("/log"), Instant.parse("2025-01-01T12:00:00Z"));

        assertTrue(refusal(Kind.OUT_OF_RANGE, () -> store.openWrite(path("/log"), WriteMode.RESUME, 5))
                .contains("changed since"));
        assertTrue(
                refusal(Kind.BUSY, () -> store.openWrite(path("/log"), WriteMode.APPEND, 0)).contains("changed since"));
        assertEquals("22222", get(store, "/log"));
        put(store, "/log", "33333");
        write(store, "/log", WriteMode.APPEND, 0, "4");
        assertEquals("333334", get(store, "/log"));
    }

    @Test
    void what_agrees_for_too_long_to_be_compared_while_a_client_waits_counts_as_another_file() throws IOException {
        try (var sink = store.openWrite(path("/log"), WriteMode.REPLACE, 0);
                var old = FileChannel.open(root.resolve("log"), StandardOpenOption.WRITE)) {
            old.truncate(0);
            old.write(ByteBuffer.allocate(1), LONG);
            var piece = ByteBuffer.allocate(1 << 20);
            for (var done = 0L; done < LONG; done += piece.capacity()) {
                sink.write(piece.rewind());
            }
        }
        assertFails(Kind.BUSY, () -> store.openWrite(path("/log"), WriteMode.APPEND, 0));
    }
}
