package dev.ftpsd.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Set;

import dev.ftpsd.storage.FileEntry.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What every store does with names, listings and reading. */
public abstract class FileStoreContract {

    private FileStore store;

    /** A new store without a single file. */
    protected abstract FileStore emptyStore() throws IOException;

    @BeforeEach
    void open() throws IOException {
        store = emptyStore();
    }

    @Test
    void the_root_is_a_directory_without_a_name() throws StorageException {
        var root = store.stat(VirtualPath.ROOT);

        assertEquals("", root.name());
        assertTrue(root.isDirectory());
    }

    @Test
    void stat_tells_size_kind_and_time_of_a_file() throws StorageException {
        var before = Instant.now().minusSeconds(2);
        put(store, "/a.txt", "hello");

        var entry = store.stat(path("/a.txt"));

        assertEquals("a.txt", entry.name());
        assertEquals(Kind.FILE, entry.kind());
        assertEquals(5, entry.size());
        assertTrue(entry.modified().isAfter(before), entry::toString);
        assertTrue(entry.modified().isBefore(Instant.now().plusSeconds(2)), entry::toString);
        assertTrue(entry.mode() > 0 && entry.mode() <= 07777, entry::toString);
    }

    @Test
    void what_is_missing_in_a_directory_that_is_there_is_found_to_be_missing() throws StorageException {
        put(store, "/a.txt", "hello");
        store.makeDirectory(path("/d"));

        assertEquals(5, store.find(path("/a.txt")).orElseThrow().size());
        assertTrue(store.find(VirtualPath.ROOT).orElseThrow().isDirectory());
        assertTrue(store.find(path("/b.txt")).isEmpty());
        assertTrue(store.find(path("/d/b.txt")).isEmpty());
        assertFails(StorageException.Kind.NOT_FOUND, () -> store.find(path("/e/b.txt")));
        assertFails(StorageException.Kind.NOT_FOUND, () -> store.find(path("/a.txt/b.txt")));
    }

    @Test
    void a_directory_has_the_size_0() throws StorageException {
        store.makeDirectory(path("/d"));

        assertEquals(0, store.stat(path("/d")).size());
        assertEquals(Kind.DIRECTORY, store.stat(path("/d")).kind());
    }

    @Test
    void what_is_missing_is_NOT_FOUND() throws StorageException {
        put(store, "/file", "x");

        for (var missing : Set.of("/none", "/none/below", "/file/below", "/file/below/below")) {
            assertFails(StorageException.Kind.NOT_FOUND, () -> store.stat(path(missing)));
            assertFails(StorageException.Kind.NOT_FOUND, () -> store.list(path(missing)));
            assertFails(StorageException.Kind.NOT_FOUND, () -> store.openRead(path(missing)));
            assertFails(StorageException.Kind.NOT_FOUND, () -> store.delete(path(missing)));
            assertFails(StorageException.Kind.NOT_FOUND, () -> store.removeDirectory(path(missing)));
            assertFails(StorageException.Kind.NOT_FOUND, () -> store.setModified(path(missing), Instant.EPOCH));
            assertFails(StorageException.Kind.NOT_FOUND, () -> store.space(path(missing)));
            assertFails(StorageException.Kind.NOT_FOUND, () -> store.rename(path(missing), path("/to"), true));
        }
    }

    @Test
    void a_failure_names_the_virtual_path() {
        var failure = assertFails(StorageException.Kind.NOT_FOUND, () -> store.stat(path("/x/../none")));

        assertEquals("/none", failure.path());
    }

    @Test
    void unique_is_equal_for_one_file_and_different_for_two() throws StorageException {
        put(store, "/a", "x");
        put(store, "/b", "x");

        var a = store.stat(path("/a"));

        assertEquals(a.unique(), store.stat(path("/a")).unique());
        assertNotEquals(a.unique(), store.stat(path("/b")).unique());
        assertTrue(a.unique().matches("[0-9A-Za-z]{1,32}"), a::unique);
    }

    @Test
    void unique_follows_a_file_to_its_new_name() throws StorageException {
        put(store, "/a", "x");
        var unique = store.stat(path("/a")).unique();

        store.rename(path("/a"), path("/b"), false);

        assertEquals(unique, store.stat(path("/b")).unique());
    }

    @Test
    void a_listing_holds_each_entry_once_and_neither_dot_nor_dot_dot() throws StorageException {
        put(store, "/d-is-no-prefix", "x");
        store.makeDirectory(path("/d"));
        put(store, "/d/a", "x");
        put(store, "/d/grün und größer", "x");
        put(store, "/d/.hidden", "x");
        store.makeDirectory(path("/d/sub"));
        put(store, "/d/sub/deeper", "x");

        assertEquals(Set.of("a", "grün und größer", ".hidden", "sub"), names(store, "/d"));
        assertEquals(Set.of("d", "d-is-no-prefix"), names(store, "/"));
        assertEquals(Set.of("deeper"), names(store, "/d/sub"));
    }

    @Test
    void a_listing_says_of_an_entry_what_stat_says() throws StorageException {
        put(store, "/a", "four");

        try (var listing = store.list(VirtualPath.ROOT)) {
            assertEquals(store.stat(path("/a")), listing.next().orElseThrow());
            assertTrue(listing.next().isEmpty());
            assertTrue(listing.next().isEmpty());
        }
    }

    @Test
    void an_empty_directory_lists_nothing() throws StorageException {
        assertEquals(Set.of(), names(store, "/"));
    }

    @Test
    void a_file_cannot_be_listed() throws StorageException {
        put(store, "/a", "x");

        assertFails(StorageException.Kind.NOT_A_DIRECTORY, () -> store.list(path("/a")));
    }

    @Test
    void a_listing_survives_that_its_entries_vanish() throws StorageException {
        for (var i = 0; i < 50; i++) {
            put(store, "/f" + i, "x");
        }

        try (var listing = store.list(VirtualPath.ROOT)) {
            assertTrue(listing.next().isPresent());
            for (var i = 0; i < 50; i++) {
                store.delete(path("/f" + i));
            }
            var rest = 0;
            while (listing.next().isPresent()) {
                rest++;
            }
            assertTrue(rest < 50, "entries after the first: " + rest);
        }
    }

    @Test
    void a_file_is_read_from_any_position() throws IOException {
        put(store, "/a", "0123456789");

        try (var source = store.openRead(path("/a"))) {
            assertEquals(10, source.size());
            var buffer = ByteBuffer.allocate(4);
            assertEquals(4, source.read(buffer, 3));
            assertEquals(StoreProbe.bytes("3456"), buffer.flip());
            assertEquals(1, source.read(buffer.clear(), 9));
            assertEquals(-1, source.read(buffer.clear(), 10));
            assertEquals(-1, source.read(buffer.clear(), 1L << 40));
        }
    }

    @Test
    void a_channel_if_there_is_one_holds_the_same_bytes() throws IOException {
        put(store, "/a", "0123456789");

        try (var source = store.openRead(path("/a"))) {
            if (source.channel().isPresent()) {
                assertEquals(source.size(), source.channel().get().size());
            }
            assertEquals(10, source.size());
        }
    }

    @Test
    void a_closed_source_fails_to_read() throws IOException {
        put(store, "/a", "x");
        var source = store.openRead(path("/a"));

        source.close();
        source.close();

        assertThrows(IOException.class, () -> source.read(ByteBuffer.allocate(1), 0));
    }

    @Test
    void a_directory_is_not_opened_as_a_file() throws StorageException {
        store.makeDirectory(path("/d"));

        for (var directory : Set.of("/", "/d")) {
            assertFails(StorageException.Kind.NOT_A_FILE, () -> store.openRead(path(directory)));
        }
    }

    @Test
    void space_is_told_for_files_and_directories() throws StorageException {
        put(store, "/a", "x");

        assertTrue(store.space(VirtualPath.ROOT) > 0);
        assertTrue(store.space(path("/a")) > 0);
    }

    @Test
    void names_that_look_like_paths_of_other_systems_are_plain_names() throws StorageException {
        for (var name : Set.of("..\\..\\x", "%2e%2e%2f", "C:\\x", "~root", "....", "-rf", " blank ", "a;b=c")) {
            put(store, "/" + name, "x");
            assertTrue(names(store, "/").contains(name), name);
            store.delete(path("/" + name));
            assertFalse(names(store, "/").contains(name), name);
        }
    }
}
