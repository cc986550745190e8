package dev.ftpsd.storage;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.storage.StorageException.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.bytes;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** One writer has a file, in every store, and is told in the end what it has become. */
public abstract class BusyContract {

    private FileStore store;

    /** A new store without a single file. */
    protected abstract FileStore emptyStore() throws IOException;

    @BeforeEach
    void open() throws IOException {
        store = emptyStore();
        put(store, "/old", "old content");
    }

    @Test
    void a_second_writer_is_told_that_the_file_is_busy() throws IOException {
        for (var first : Set.of(WriteMode.REPLACE, WriteMode.APPEND, WriteMode.RESUME)) {
            try (var sink = store.openWrite(path("/old"), first, 0)) {
                for (var second : Set.of(WriteMode.REPLACE, WriteMode.APPEND, WriteMode.RESUME)) {
                    assertFails(Kind.BUSY, () -> store.checkRoom(path("/old"), second, 0));
                    assertFails(Kind.BUSY, () -> store.openWrite(path("/old"), second, 0));
                }
                assertEquals(0, sink.written());
            }
        }
        put(store, "/old", "free again");
        assertEquals("free again", get(store, "/old"));
    }

    @Test
    void a_name_that_is_being_uploaded_is_busy_before_it_is_there() throws IOException {
        try (var sink = store.openWrite(path("/new"), WriteMode.REPLACE, 0)) {
            assertFails(Kind.BUSY, () -> store.checkRoom(path("/new"), WriteMode.REPLACE, 0));
            assertFails(Kind.BUSY, () -> store.checkRoom(path("/new"), WriteMode.CREATE_NEW, 0));
            assertFails(Kind.BUSY, () -> store.openWrite(path("/new"), WriteMode.REPLACE, 0));
            store.checkRoom(path("/other"), WriteMode.REPLACE, 0);
            store.checkRoom(path("/"), WriteMode.APPEND, 0);
            sink.commit();
        }
        store.checkRoom(path("/new"), WriteMode.REPLACE, 0);
        put(store, "/new", "free again");
        assertEquals("free again", get(store, "/new"));
    }

    @Test
    void a_refused_upload_does_not_leave_the_file_busy() throws IOException {
        assertFails(Kind.OUT_OF_RANGE, () -> store.openWrite(path("/old"), WriteMode.RESUME, 99));

        put(store, "/old", "not busy");
        assertEquals("not busy", get(store, "/old"));
    }

    @Test
    void close_is_safe_to_call_twice_and_after_the_commit() throws IOException {
        var sink = store.openWrite(path("/new"), WriteMode.REPLACE, 0);
        sink.write(bytes("new"));
        sink.commit();
        sink.close();

        try (var next = store.openWrite(path("/new"), WriteMode.REPLACE, 0)) {
            // A second close must not give the claim of the next writer away.
            sink.close();
            assertFails(Kind.BUSY, () -> store.openWrite(path("/new"), WriteMode.REPLACE, 0));
            next.commit();
        }
        assertEquals("", get(store, "/new"));
    }

    @Test
    void who_keeps_others_replaces_no_file_that_came_meanwhile() throws IOException {
        try (var sink = store.openWrite(path("/new"), WriteMode.REPLACE, 0)) {
            sink.keepOthers();
            sink.write(bytes("mine"));
            store.rename(path("/old"), path("/new"), false);
            assertFails(Kind.ALREADY_EXISTS, sink::commit);
        }
        assertEquals("old content", get(store, "/new"));

        try (var sink = store.openWrite(path("/next"), WriteMode.REPLACE, 0)) {
            sink.keepOthers();
            sink.write(bytes("mine"));
            sink.commit();
        }
        assertEquals("mine", get(store, "/next"));
    }

    @Test
    void a_sink_tells_of_its_file_what_stat_tells_and_nothing_before_the_commit() throws IOException {
        for (var mode : WriteMode.values()) {
            var path = path("/of-" + mode);
            try (var sink = store.openWrite(path, mode, 0)) {
                sink.write(bytes("bytes"));
                assertEquals(Optional.empty(), sink.committed());
                sink.commit();
                assertEquals(Optional.of(store.stat(path)), sink.committed());
            }
        }
    }
}
