package dev.ftpsd.storage;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

import dev.ftpsd.storage.StorageException.Kind;
import org.junit.jupiter.api.BeforeEach;
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

/** What has come of a broken upload, in every store that keeps it: out of sight, and there to go on from. */
public abstract class PartContract {

    private FileStore store;

    /** A new store without a single file; it keeps what has come of broken uploads. */
    protected abstract FileStore emptyStore() throws IOException;

    @BeforeEach
    void open() throws IOException {
        store = emptyStore();
        put(store, "/old", "old content");
        store.makeDirectory(path("/dir"));
    }

    @Test
    void a_broken_upload_is_resumed_by_APPEND_and_by_RESUME() throws IOException {
        breakOff(store, "/dir/new", WriteMode.REPLACE, 0, "first ");
        assertPart(6, "/dir/new");

        breakOff(store, "/dir/new", WriteMode.APPEND, 0, "second ");
        assertPart(13, "/dir/new");

        write(store, "/dir/new", WriteMode.RESUME, 13, "third");
        assertEquals("first second third", get(store, "/dir/new"));
        assertNoPart("/dir/new");
    }

    @Test
    void what_has_come_is_no_file() throws IOException {
        breakOff(store, "/dir/new", WriteMode.REPLACE, 0, "part");

        assertEquals(Set.of(), names(store, "/dir"));
        assertFails(Kind.NOT_FOUND, () -> store.stat(path("/dir/new")));
        assertFails(Kind.NOT_FOUND, () -> store.openRead(path("/dir/new")));
        assertFails(Kind.NOT_FOUND, () -> store.rename(path("/dir/new"), path("/other"), true));
        store.rename(path("/old"), path("/dir/new"), false);
        assertEquals("old content", get(store, "/dir/new"));
    }

    @Test
    void every_mode_leaves_what_has_come_under_a_new_name() throws IOException {
        for (var mode : WriteMode.values()) {
            breakOff(store, "/new", mode, 0, "part");
            assertPart(4, "/new");
            assertEquals(Set.of("old", "dir"), names(store, "/"), mode::toString);
            store.delete(path("/new"));
            assertNoPart("/new");
        }
    }

    @Test
    void a_RESUME_in_the_middle_of_what_has_come_goes_on_from_there() throws IOException {
        breakOff(store, "/new", WriteMode.REPLACE, 0, "firXX");
        assertFails(Kind.OUT_OF_RANGE, () -> store.openWrite(path("/new"), WriteMode.RESUME, 6));

        write(store, "/new", WriteMode.RESUME, 3, "st");
        assertEquals("first", get(store, "/new"));
    }

    @Test
    void an_upload_from_the_beginning_forgets_what_has_come_with_its_first_byte() throws IOException {
        breakOff(store, "/new", WriteMode.REPLACE, 0, "something long");
        breakOff(store, "/new", WriteMode.REPLACE, 0, "");
        assertPart(14, "/new");

        breakOff(store, "/new", WriteMode.REPLACE, 0, "short");
        assertPart(5, "/new");
        put(store, "/new", "");
        assertEquals("", get(store, "/new"));
        assertNoPart("/new");
    }

    @Test
    void a_broken_replacement_is_resumed_by_its_offset_and_the_old_file_stands_until_then() throws IOException {
        breakOff(store, "/old", WriteMode.REPLACE, 0, "new con");
        assertPart(7, "/old");
        assertEquals("old content", get(store, "/old"));

        write(store, "/old", WriteMode.RESUME, 7, "tent!");
        assertEquals("new content!", get(store, "/old"));
        assertNoPart("/old");
    }

    /** Its sender may go by the size of the old file, which still stands. */
    @Test
    void nothing_is_put_behind_the_old_file_while_a_newer_one_has_come_in_part() throws IOException {
        breakOff(store, "/old", WriteMode.REPLACE, 0, "new");

        assertFails(Kind.BUSY, () -> store.openWrite(path("/old"), WriteMode.APPEND, 0));
        assertFails(Kind.OUT_OF_RANGE, () -> store.openWrite(path("/old"), WriteMode.RESUME, 11));
        assertEquals("old content", get(store, "/old"));
        assertPart(3, "/old");
        write(store, "/old", WriteMode.RESUME, 3, "er");
        assertEquals("newer", get(store, "/old"));
    }

    /** As with a copy of the file, which a kill leaves of an upload to its end. */
    @Test
    void what_has_come_is_in_nobody_s_way_where_it_is_the_file_s_own_beginning() throws IOException {
        for (var part : List.of("old c", "old content and m")) {
            breakOff(store, "/old", WriteMode.REPLACE, 0, part);
            write(store, "/old", WriteMode.APPEND, 0, " and more");
            assertEquals("old content and more", get(store, "/old"));
            put(store, "/old", "old content");
        }
        breakOff(store, "/old", WriteMode.REPLACE, 0, "old c");
        write(store, "/old", WriteMode.RESUME, 11, " and more");
        assertEquals("old content and more", get(store, "/old"));
    }

    /** A file stands, whose size tells where to go on: what a broken APPEND has made of it would be appended twice. */
    @Test
    void a_broken_upload_to_the_end_of_a_file_leaves_nothing() throws IOException {
        breakOff(store, "/old", WriteMode.APPEND, 0, " and m");
        breakOff(store, "/old", WriteMode.RESUME, 11, " and m");
        assertNoPart("/old");
        assertEquals("old content", get(store, "/old"));

        breakOff(store, "/old", WriteMode.APPEND, 0, " and m");
        store.rename(path("/old"), path("/aside"), false);
        write(store, "/old", WriteMode.APPEND, 0, "fresh");
        assertEquals("fresh", get(store, "/old"));
    }

    /** A range says nothing of what stands before it. */
    @Test
    void a_range_of_a_name_without_a_file_shows_nothing_of_a_broken_upload() throws IOException {
        breakOff(store, "/new", WriteMode.REPLACE, 0, "something long");
        write(store, "/new", WriteMode.PATCH, 0, "short");
        assertEquals("short", get(store, "/new"));
        assertNoPart("/new");

        breakOff(store, "/other", WriteMode.REPLACE, 0, "first ");
        write(store, "/other", WriteMode.PATCH, 6, "second");
        assertEquals("first second", get(store, "/other"));

        breakOff(store, "/last", WriteMode.REPLACE, 0, "first ");
        write(store, "/last", WriteMode.PATCH, 5, "_second");
        assertEquals("first_second", get(store, "/last"));
    }

    @Test
    void what_changes_a_file_forgets_what_had_come_before() throws IOException {
        for (var mode : List.of(WriteMode.APPEND, WriteMode.PATCH)) {
            breakOff(store, "/old", WriteMode.REPLACE, 0, "old c");
            write(store, "/old", mode, 0, "old");
            assertNoPart("/old");
            put(store, "/old", "old content");
        }
    }

    @Test
    void a_discarded_upload_leaves_nothing() throws IOException {
        for (var mode : WriteMode.values()) {
            var sink = store.openWrite(path("/new"), mode, 0);
            sink.write(bytes("part"));
            sink.discard();
            sink.close();
            assertNoPart("/new");
            assertEquals(Set.of("old", "dir"), names(store, "/"), mode::toString);
        }
    }

    @Test
    void a_directory_goes_together_with_what_has_come_in_it_but_not_under_an_upload() throws IOException {
        breakOff(store, "/dir/new", WriteMode.REPLACE, 0, "part");
        try (var sink = store.openWrite(path("/dir/other"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("x"));
            assertFails(Kind.BUSY, () -> store.removeDirectory(path("/dir")));
        }
        store.removeDirectory(path("/dir"));

        assertEquals(Set.of("old"), names(store, "/"));
        store.makeDirectory(path("/dir"));
        assertNoPart("/dir/new");
    }

    /** Whoever may remove directories must not destroy what others can go on from. */
    @Test
    void a_directory_that_is_not_removed_keeps_all_that_has_come_in_it() throws IOException {
        var uploads = IntStream.range(0, 20).mapToObj(i -> "/dir/new" + i).toList();
        for (var upload : uploads) {
            breakOff(store, upload, WriteMode.REPLACE, 0, "part");
        }
        try (var sink = store.openWrite(path("/dir/other"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("x"));
            assertFails(Kind.BUSY, () -> store.removeDirectory(path("/dir")));
            sink.commit();
        }
        assertFails(Kind.NOT_EMPTY, () -> store.removeDirectory(path("/dir")));

        for (var upload : uploads) {
            assertPart(4, upload);
        }
        store.delete(path("/dir/other"));
        store.removeDirectory(path("/dir"));
    }

    @Test
    void what_has_come_counts() throws IOException {
        breakOff(store, "/dir/new", WriteMode.REPLACE, 0, "12345");

        assertEquals(new Usage(16, 3), Usage.of(store));
        store.delete(path("/dir/new"));
        assertEquals(new Usage(11, 2), Usage.of(store));
    }

    private void assertPart(long bytes, String path) throws StorageException {
        assertEquals(OptionalLong.of(bytes), store.partOf(path(path)));
    }

    private void assertNoPart(String path) throws StorageException {
        assertEquals(OptionalLong.empty(), store.partOf(path(path)));
    }
}
