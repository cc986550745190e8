package dev.ftpsd.storage;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;

import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.memory.MemoryFileStore;
import org.junit.jupiter.api.Test;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.breakOff;
import static dev.ftpsd.storage.StoreProbe.bytes;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static dev.ftpsd.storage.StoreProbe.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Twenty bytes and four entries in all, twelve bytes a file. */
class QuotaStoreTest {

    private static final StoreLimits LIMITS = new StoreLimits(12, 20, 4);

    private final MemoryFileStore files = new MemoryFileStore();
    private final FakeKeeper keeper = new FakeKeeper();
    private final QuotaLedger ledger = new QuotaLedger(keeper);
    private StoreLimits limits = LIMITS;
    private final QuotaStore store = new QuotaStore(files, ledger, () -> limits);

    /** What the ledger says is what stands there. */
    private void assertUsed(long bytes, long entries) throws StorageException {
        assertEquals(new Usage(bytes, entries), ledger.usage());
        assertEquals(new Usage(bytes, entries), Usage.of(files), "what really stands there");
    }

    @Test
    void every_change_is_counted() throws IOException {
        put(store, "/a", "12345678");
        write(store, "/a", WriteMode.APPEND, 0, "9");
        write(store, "/a", WriteMode.RESUME, 2, "xy");
        assertUsed(4, 1);
        store.makeDirectory(path("/d"));
        put(store, "/d/b", "123456");
        assertUsed(10, 3);
        store.rename(path("/d/b"), path("/a"), true);
        assertUsed(6, 2);
        store.removeDirectory(path("/d"));
        store.delete(path("/a"));
        assertUsed(0, 0);
    }

    @Test
    void the_upload_that_hits_the_quota_fails_and_leaves_nothing_under_a_new_name() throws IOException {
        put(store, "/a", "123456789012");

        assertFails(Kind.QUOTA_EXCEEDED, () -> put(store, "/b", "123456789"));
        assertEquals(Set.of("a"), names(store, "/"));
        assertUsed(12, 1);
        put(store, "/b", "12345678");
        assertUsed(20, 2);
    }

    @Test
    void the_old_file_stands_as_it_was_when_its_replacement_hits_a_limit() throws IOException {
        put(store, "/a", "old");
        put(store, "/b", "123456789012");

        assertFails(Kind.QUOTA_EXCEEDED, () -> put(store, "/a", "123456789"));
        assertFails(Kind.TOO_LARGE, () -> put(store, "/a", "1234567890123"));
        assertEquals("old", get(store, "/a"));
        assertUsed(15, 2);
    }

    @Test
    void a_file_may_be_replaced_by_one_as_large_where_the_quota_is_used_up() throws IOException {
        put(store, "/a", "123456789012");
        put(store, "/b", "12345678");

        put(store, "/a", "abcdefghijkl");
        assertUsed(20, 2);
    }

    @Test
    void no_file_grows_beyond_its_size_in_any_mode() throws IOException {
        put(store, "/a", "1234567890");

        assertFails(Kind.TOO_LARGE, () -> write(store, "/a", WriteMode.APPEND, 0, "abc"));
        assertFails(Kind.TOO_LARGE, () -> write(store, "/a", WriteMode.RESUME, 9, "abcd"));
        assertFails(Kind.TOO_LARGE, () -> write(store, "/new", WriteMode.CREATE_NEW, 0, "1234567890123"));
        assertFails(Kind.TOO_LARGE, () -> store.checkRoom(path("/new"), WriteMode.REPLACE, 13));
        assertUsed(10, 1);
    }

    @Test
    void the_limit_of_a_file_s_size_holds_without_a_quota() throws IOException {
        limits = new StoreLimits(5, Long.MAX_VALUE, Long.MAX_VALUE);

        assertFails(Kind.TOO_LARGE, () -> put(store, "/a", "123456"));
        write(store, "/a", WriteMode.APPEND, 0, "123");
        assertFails(Kind.TOO_LARGE, () -> write(store, "/a", WriteMode.APPEND, 0, "456"));
        assertEquals("123", get(store, "/a"));
    }

    @Test
    void files_and_directories_count_as_entries() throws IOException {
        store.makeDirectory(path("/d"));
        for (var name : Set.of("/d/1", "/d/2", "/d/3")) {
            put(store, name, "");
        }

        assertFails(Kind.QUOTA_EXCEEDED, () -> put(store, "/d/4", ""));
        assertFails(Kind.QUOTA_EXCEEDED, () -> store.makeDirectory(path("/e")));
        assertFails(Kind.QUOTA_EXCEEDED, () -> store.checkRoom(path("/f"), WriteMode.REPLACE, 0));
        put(store, "/d/3", "replaced");
        assertUsed(8, 4);
    }

    @Test
    void a_broken_upload_counts_for_what_it_has_left() throws IOException {
        breakOff(store, "/new", WriteMode.REPLACE, 0, "123");
        assertUsed(3, 1);
        breakOff(store, "/new", WriteMode.REPLACE, 0, "123456");
        assertUsed(6, 1);
        breakOff(store, "/new", WriteMode.APPEND, 0, "78");
        assertUsed(8, 1);
        breakOff(store, "/empty", WriteMode.CREATE_NEW, 0, "");
        assertUsed(8, 1);
        write(store, "/new", WriteMode.RESUME, 8, "9");
        assertUsed(9, 1);
        breakOff(store, "/new", WriteMode.REPLACE, 0, "1234");
        assertUsed(13, 2);
        store.delete(path("/new"));
        assertUsed(0, 0);
    }

    /** What it goes on from is there already, and is not to have room a second time. */
    @Test
    void an_upload_that_goes_on_and_breaks_again_needs_room_for_what_has_come_alone() throws IOException {
        breakOff(store, "/new", WriteMode.REPLACE, 0, "1234567890");
        put(store, "/other", "12345");
        store.makeDirectory(path("/d"));
        store.makeDirectory(path("/e"));
        assertUsed(15, 4);
        breakOff(store, "/new", WriteMode.RESUME, 10, "1");

        assertEquals(OptionalLong.of(11), store.partOf(path("/new")));
        assertUsed(16, 4);
    }

    @Test
    void a_directory_that_looks_empty_takes_with_it_what_it_counted() throws IOException {
        store.makeDirectory(path("/d"));
        breakOff(store, "/d/new", WriteMode.REPLACE, 0, "123");
        assertUsed(3, 2);
        store.removeDirectory(path("/d"));
        assertUsed(0, 0);
    }

    @Test
    void a_resumed_upload_that_hits_the_quota_frees_what_it_had_left() throws IOException {
        breakOff(store, "/new", WriteMode.REPLACE, 0, "1234567890");
        put(store, "/other", "123456789");
        assertFails(Kind.QUOTA_EXCEEDED, () -> write(store, "/new", WriteMode.APPEND, 0, "12"));
        assertUsed(9, 1);
    }

    @Test
    void uploads_that_run_together_cannot_pass_the_quota_together() throws IOException {
        try (var first = store.openWrite(path("/a"), WriteMode.REPLACE, 0);
                var second = store.openWrite(path("/b"), WriteMode.REPLACE, 0)) {
            first.write(bytes("1234567890"));
            second.write(bytes("1234567890"));
            assertFails(Kind.QUOTA_EXCEEDED, () -> first.write(bytes("x")));
            assertEquals(0, store.space(path("/")));
            second.commit();
        }
        assertEquals(Set.of("b"), names(store, "/"));
        assertUsed(10, 1);
    }

    @Test
    void a_file_that_is_being_uploaded_and_directories_above_it_stay_where_they_are() throws IOException {
        store.makeDirectory(path("/d"));
        put(store, "/d/a", "old");
        put(store, "/b", "b");
        try (var sink = store.openWrite(path("/d/a"), WriteMode.APPEND, 0)) {
            sink.write(bytes("er"));
            assertFails(Kind.BUSY, () -> store.delete(path("/d/a")));
            assertFails(Kind.BUSY, () -> store.rename(path("/d"), path("/e"), true));
            assertFails(Kind.BUSY, () -> store.rename(path("/b"), path("/d/a"), true));
            sink.commit();
        }
        assertUsed(6, 3);
        store.delete(path("/d/a"));
        assertUsed(1, 2);
    }

    @Test
    void what_is_left_is_told_and_what_cannot_fit_is_refused_before_it_comes() throws IOException {
        put(store, "/a", "1234567890");

        assertEquals(10, store.space(path("/")));
        store.checkRoom(path("/b"), WriteMode.REPLACE, 10);
        assertFails(Kind.QUOTA_EXCEEDED, () -> store.checkRoom(path("/b"), WriteMode.REPLACE, 11));
        store.checkRoom(path("/a"), WriteMode.REPLACE, 12);
        put(store, "/b", "1234567890");
        assertFails(Kind.QUOTA_EXCEEDED, () -> store.checkRoom(path("/c"), WriteMode.REPLACE, 0));
        store.checkRoom(path("/a"), WriteMode.REPLACE, 0);
        assertUsed(20, 2);
    }

    @Test
    void a_quota_that_is_lowered_takes_nothing_away_and_lets_nothing_more_in() throws IOException {
        put(store, "/a", "1234567890");
        limits = new StoreLimits(12, 5, 4);

        assertEquals(0, store.space(path("/")));
        assertFails(Kind.QUOTA_EXCEEDED, () -> put(store, "/b", "1"));
        store.delete(path("/a"));
        put(store, "/b", "12345");
        assertUsed(5, 1);
    }
}
