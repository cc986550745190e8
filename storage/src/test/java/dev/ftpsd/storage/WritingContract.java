package dev.ftpsd.storage;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

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
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What every store does with an upload: whole, broken off, resumed. */
public abstract class WritingContract {

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
    void REPLACE_makes_the_file_exactly_what_is_written() throws IOException {
        put(store, "/old", "new");
        put(store, "/new", "");

        assertEquals("new", get(store, "/old"));
        assertEquals("", get(store, "/new"));
    }

    @Test
    void a_file_under_replacement_is_the_old_one_until_the_commit() throws IOException {
        try (var sink = store.openWrite(path("/old"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("new"));
            assertEquals("old content", get(store, "/old"));
            assertEquals(Set.of("old", "dir"), names(store, "/"));
            sink.commit();
            assertEquals("new", get(store, "/old"));
        }
        assertEquals(Set.of("old", "dir"), names(store, "/"));
    }

    @Test
    void a_reader_of_the_replaced_file_reads_the_old_bytes_to_their_end() throws IOException {
        try (var source = store.openRead(path("/old"))) {
            put(store, "/old", "something else");

            var buffer = bytes("           ");
            assertEquals(11, source.read(buffer, 0));
            assertEquals(bytes("old content"), buffer.flip());
        }
    }

    @Test
    void a_new_name_is_not_there_before_the_commit() throws IOException {
        for (var mode : Set.of(WriteMode.REPLACE, WriteMode.APPEND, WriteMode.RESUME, WriteMode.PATCH)) {
            try (var sink = store.openWrite(path("/dir/new"), mode, 0)) {
                sink.write(bytes("new"));
                assertEquals(Set.of(), names(store, "/dir"), mode::toString);
                sink.commit();
            }
            assertEquals("new", get(store, "/dir/new"), mode::toString);
            store.delete(path("/dir/new"));
        }
    }

    @Test
    void whatever_is_written_the_file_is_the_old_one_until_the_commit() throws IOException {
        for (var mode : Set.of(WriteMode.APPEND, WriteMode.RESUME, WriteMode.PATCH)) {
            try (var sink = store.openWrite(path("/old"), mode, 0)) {
                sink.write(bytes("x"));
                assertEquals("old content", get(store, "/old"), mode::toString);
            }
        }
    }

    @Test
    void a_broken_REPLACE_leaves_the_old_file() throws IOException {
        breakOff(store, "/old", WriteMode.REPLACE, 0, "ne");

        assertEquals("old content", get(store, "/old"));
        assertEquals(Set.of("old", "dir"), names(store, "/"));
    }

    @Test
    void an_upload_that_breaks_before_its_first_byte_leaves_nothing() throws IOException {
        for (var mode : WriteMode.values()) {
            breakOff(store, "/dir/new", mode, 0, "");
            assertEquals(Set.of(), names(store, "/dir"), mode::toString);
            assertEquals(OptionalLong.empty(), store.partOf(path("/dir/new")), mode::toString);
        }
    }

    @Test
    void APPEND_adds_at_the_end_and_makes_what_is_not_there() throws IOException {
        write(store, "/old", WriteMode.APPEND, 0, " and more");
        write(store, "/new", WriteMode.APPEND, 0, "new");

        assertEquals("old content and more", get(store, "/old"));
        assertEquals("new", get(store, "/new"));
    }

    @Test
    void CREATE_NEW_fails_where_anything_stands() {
        assertFails(Kind.ALREADY_EXISTS, () -> store.openWrite(path("/old"), WriteMode.CREATE_NEW, 0));
        assertFails(Kind.ALREADY_EXISTS, () -> store.openWrite(path("/dir"), WriteMode.CREATE_NEW, 0));
    }

    @Test
    void CREATE_NEW_takes_the_name_at_once() throws IOException {
        try (var sink = store.openWrite(path("/dir/new"), WriteMode.CREATE_NEW, 0)) {
            assertEquals(Set.of("new"), names(store, "/dir"));
            sink.write(bytes("mine"));
            assertFails(Kind.ALREADY_EXISTS, () -> store.rename(path("/old"), path("/dir/new"), false));
            sink.commit();
        }
        assertEquals("mine", get(store, "/dir/new"));
    }

    @Test
    void CREATE_NEW_does_not_replace_what_took_its_name_meanwhile() throws IOException {
        try (var sink = store.openWrite(path("/dir/new"), WriteMode.CREATE_NEW, 0)) {
            sink.write(bytes("mine"));
            store.rename(path("/old"), path("/dir/new"), true);
            assertFails(Kind.ALREADY_EXISTS, sink::commit);
        }
        assertEquals("old content", get(store, "/dir/new"));
        assertEquals(Set.of("new"), names(store, "/dir"));
    }

    @Test
    void RESUME_keeps_what_stands_before_the_offset_and_drops_what_stands_behind() throws IOException {
        write(store, "/old", WriteMode.RESUME, 4, "gold");

        assertEquals("old gold", get(store, "/old"));
    }

    @Test
    void RESUME_without_a_byte_cuts_at_the_offset() throws IOException {
        write(store, "/old", WriteMode.RESUME, 3, "");

        assertEquals("old", get(store, "/old"));
    }

    @Test
    void a_broken_RESUME_or_APPEND_leaves_the_old_file() throws IOException {
        breakOff(store, "/old", WriteMode.RESUME, 4, "go");
        assertEquals("old content", get(store, "/old"));

        breakOff(store, "/old", WriteMode.APPEND, 0, "and");
        assertEquals("old content", get(store, "/old"));
    }

    @Test
    void a_RESUME_that_breaks_before_its_first_byte_changes_nothing() throws IOException {
        breakOff(store, "/old", WriteMode.RESUME, 4, "");

        assertEquals("old content", get(store, "/old"));
    }

    @Test
    void RESUME_beyond_the_end_is_OUT_OF_RANGE() throws IOException {
        assertFails(Kind.OUT_OF_RANGE, () -> store.openWrite(path("/old"), WriteMode.RESUME, 12));
        assertFails(Kind.OUT_OF_RANGE, () -> store.openWrite(path("/new"), WriteMode.RESUME, 1));
        assertFails(Kind.OUT_OF_RANGE, () -> store.openWrite(path("/old"), WriteMode.RESUME, Long.MAX_VALUE));
        assertEquals(Set.of("old", "dir"), names(store, "/"));

        write(store, "/old", WriteMode.RESUME, 11, "!");
        assertEquals("old content!", get(store, "/old"));
    }

    @Test
    void PATCH_keeps_what_stands_before_and_behind() throws IOException {
        write(store, "/old", WriteMode.PATCH, 4, "gold");
        assertEquals("old goldent", get(store, "/old"));

        write(store, "/old", WriteMode.PATCH, 8, "en age");
        assertEquals("old golden age", get(store, "/old"));

        write(store, "/old", WriteMode.PATCH, 0, "");
        assertEquals("old golden age", get(store, "/old"));
    }

    @Test
    void a_broken_PATCH_changes_nothing_and_leaves_nothing_to_go_on_from() throws IOException {
        breakOff(store, "/old", WriteMode.PATCH, 4, "go");
        assertEquals("old content", get(store, "/old"));
        assertEquals(OptionalLong.empty(), store.partOf(path("/old")));
    }

    @Test
    void PATCH_beyond_the_end_is_OUT_OF_RANGE() {
        assertFails(Kind.OUT_OF_RANGE, () -> store.openWrite(path("/old"), WriteMode.PATCH, 12));
    }

    @Test
    void an_offset_belongs_to_RESUME_and_PATCH() {
        for (var mode : Set.of(WriteMode.REPLACE, WriteMode.APPEND, WriteMode.CREATE_NEW)) {
            assertThrows(IllegalArgumentException.class, () -> store.openWrite(path("/x"), mode, 1));
        }
        assertThrows(IllegalArgumentException.class, () -> store.openWrite(path("/x"), WriteMode.RESUME, -1));
    }

    @Test
    void nothing_is_written_to_a_directory_or_below_what_is_not_there() {
        for (var mode : Set.of(WriteMode.REPLACE, WriteMode.APPEND, WriteMode.RESUME)) {
            assertFails(Kind.NOT_A_FILE, () -> store.openWrite(path("/dir"), mode, 0));
            assertFails(Kind.NOT_A_FILE, () -> store.openWrite(VirtualPath.ROOT, mode, 0));
            assertFails(Kind.NOT_FOUND, () -> store.openWrite(path("/none/new"), mode, 0));
            assertFails(Kind.NOT_FOUND, () -> store.openWrite(path("/old/new"), mode, 0));
        }
    }

    @Test
    void a_sink_counts_what_went_through_it_and_takes_all_that_remains() throws IOException {
        try (var sink = store.openWrite(path("/old"), WriteMode.APPEND, 0)) {
            var source = bytes("12345");
            source.get();
            sink.write(source);
            assertEquals(0, source.remaining());
            assertEquals(4, sink.written());
            sink.commit();
        }
        assertEquals("old content2345", get(store, "/old"));
    }
}
