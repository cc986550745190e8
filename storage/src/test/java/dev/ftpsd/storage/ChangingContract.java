package dev.ftpsd.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import dev.ftpsd.storage.StorageException.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What every store does when directories are made and removed, files deleted, and either
 * renamed or given a time.
 */
public abstract class ChangingContract {

    private FileStore store;

    /** A new store without a single file. */
    protected abstract FileStore emptyStore() throws IOException;

    @BeforeEach
    void open() throws IOException {
        store = emptyStore();
        put(store, "/file", "content");
        store.makeDirectory(path("/dir"));
        put(store, "/dir/inner", "inner content");
        store.makeDirectory(path("/empty"));
    }

    @Test
    void a_directory_is_made_below_one_that_is_there() throws StorageException {
        store.makeDirectory(path("/dir/new"));

        assertEquals(Set.of("inner", "new"), names(store, "/dir"));
    }

    @Test
    void parents_are_never_made() {
        assertFails(Kind.NOT_FOUND, () -> store.makeDirectory(path("/none/new")));
        assertFails(Kind.NOT_FOUND, () -> store.makeDirectory(path("/file/new")));
        assertFails(Kind.NOT_FOUND, () -> store.rename(path("/file"), path("/none/file"), true));
    }

    @Test
    void a_directory_is_not_made_over_anything() throws StorageException {
        for (var there : Set.of("/", "/file", "/dir", "/empty")) {
            assertFails(Kind.ALREADY_EXISTS, () -> store.makeDirectory(path(there)));
        }
        assertEquals(Set.of("file", "dir", "empty"), names(store, "/"));
    }

    @Test
    void an_empty_directory_is_removed() throws StorageException {
        store.removeDirectory(path("/empty"));

        assertEquals(Set.of("file", "dir"), names(store, "/"));
    }

    @Test
    void a_directory_with_entries_is_not_removed() throws StorageException {
        assertFails(Kind.NOT_EMPTY, () -> store.removeDirectory(path("/dir")));
        assertEquals(Set.of("inner"), names(store, "/dir"));
    }

    @Test
    void a_file_is_not_removed_as_a_directory_nor_a_directory_as_a_file() {
        assertFails(Kind.NOT_A_DIRECTORY, () -> store.removeDirectory(path("/file")));
        assertFails(Kind.NOT_A_FILE, () -> store.delete(path("/empty")));
        assertFails(Kind.NOT_A_FILE, () -> store.delete(VirtualPath.ROOT));
    }

    @Test
    void the_root_is_neither_removed_nor_renamed_nor_replaced() {
        assertFails(Kind.DENIED, () -> store.removeDirectory(VirtualPath.ROOT));
        assertFails(Kind.DENIED, () -> store.rename(VirtualPath.ROOT, path("/x"), true));
        assertFails(Kind.DENIED, () -> store.rename(path("/dir"), VirtualPath.ROOT, true));
    }

    @Test
    void a_file_is_deleted() throws StorageException {
        store.delete(path("/dir/inner"));

        assertEquals(Set.of(), names(store, "/dir"));
    }

    @Test
    void a_file_moves_with_its_bytes() throws IOException {
        store.rename(path("/file"), path("/dir/moved"), false);

        assertEquals("content", get(store, "/dir/moved"));
        assertEquals(Set.of("dir", "empty"), names(store, "/"));
    }

    @Test
    void a_directory_moves_with_what_is_in_it() throws IOException {
        store.rename(path("/dir"), path("/empty/moved"), false);

        assertEquals("inner content", get(store, "/empty/moved/inner"));
        assertEquals(Set.of("file", "empty"), names(store, "/"));
    }

    @Test
    void a_file_is_replaced_by_a_rename_only_on_request() throws IOException {
        assertFails(Kind.ALREADY_EXISTS, () -> store.rename(path("/file"), path("/dir/inner"), false));
        assertEquals("inner content", get(store, "/dir/inner"));

        store.rename(path("/file"), path("/dir/inner"), true);
        assertEquals("content", get(store, "/dir/inner"));
        assertEquals(Set.of("dir", "empty"), names(store, "/"));
    }

    @Test
    void a_rename_never_replaces_a_directory_nor_puts_one_over_a_file() throws StorageException {
        for (var overwrite : Set.of(true, false)) {
            assertFails(Kind.ALREADY_EXISTS, () -> store.rename(path("/file"), path("/empty"), overwrite));
            assertFails(Kind.ALREADY_EXISTS, () -> store.rename(path("/dir"), path("/empty"), overwrite));
            assertFails(Kind.ALREADY_EXISTS, () -> store.rename(path("/dir"), path("/file"), overwrite));
        }
        assertEquals(Set.of("file", "dir", "empty"), names(store, "/"));
    }

    @Test
    void a_directory_does_not_move_below_itself() {
        assertFails(Kind.INTO_ITSELF, () -> store.rename(path("/dir"), path("/dir/dir"), true));
    }

    @Test
    void a_name_that_begins_like_the_directory_is_not_below_it() throws StorageException {
        store.rename(path("/dir"), path("/dir2"), false);

        assertEquals(Set.of("inner"), names(store, "/dir2"));
    }

    @Test
    void a_rename_to_its_own_name_changes_nothing() throws IOException {
        store.rename(path("/file"), path("/file"), false);
        store.rename(path("/dir"), path("/dir"), true);

        assertEquals("content", get(store, "/file"));
        assertEquals(Set.of("inner"), names(store, "/dir"));
    }

    @Test
    void a_source_that_was_opened_reads_on_after_its_file_is_deleted() throws IOException {
        try (var source = store.openRead(path("/file"))) {
            store.delete(path("/file"));

            var buffer = ByteBuffer.allocate(7);
            assertEquals(7, source.read(buffer, 0));
            assertEquals(StoreProbe.bytes("content"), buffer.flip());
        }
    }

    @Test
    void the_modification_time_is_kept_to_the_second() throws StorageException {
        var time = Instant.parse("1999-12-31T23:59:58Z");

        for (var target : Set.of("/file", "/dir")) {
            store.setModified(path(target), time);

            var kept = store.stat(path(target)).modified();
            assertTrue(Duration.between(time, kept).abs().compareTo(Duration.ofSeconds(1)) < 0, kept::toString);
        }
    }

    @Test
    void permission_bits_are_kept_and_change_nothing_else() throws IOException {
        var before = store.stat(path("/file")).modified();

        for (var target : Set.of("/file", "/dir")) {
            store.setMode(path(target), 0750);

            assertEquals(0750, store.stat(path(target)).mode());
        }
        assertEquals(before, store.stat(path("/file")).modified());
        assertEquals("content", get(store, "/file"));
        assertEquals(Set.of("inner"), names(store, "/dir"));
    }

    @Test
    void permission_bits_are_not_set_of_what_is_missing_nor_of_the_root() {
        assertFails(Kind.NOT_FOUND, () -> store.setMode(path("/none"), 0644));
        assertFails(Kind.NOT_FOUND, () -> store.setMode(path("/none/file"), 0644));
        assertFails(Kind.DENIED, () -> store.setMode(VirtualPath.ROOT, 0));
    }

    @Test
    void no_bits_beyond_the_permissions_are_taken() throws StorageException {
        for (var mode : Set.of(01755, 02755, 04755, 010000, -1)) {
            assertThrows(IllegalArgumentException.class, () -> store.setMode(path("/file"), mode));
        }
        assertEquals(0, store.stat(path("/file")).mode() & ~0777);
    }

    @Test
    void setting_the_time_leaves_the_bytes_alone() throws IOException {
        store.setModified(path("/file"), Instant.EPOCH);

        assertEquals("content", get(store, "/file"));
    }
}
