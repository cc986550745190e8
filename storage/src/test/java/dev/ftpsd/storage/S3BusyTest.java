package dev.ftpsd.storage;

import java.io.IOException;
import java.util.Set;

import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.s3.S3Server;
import org.junit.jupiter.api.Test;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.bytes;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static org.junit.jupiter.api.Assertions.assertEquals;

class S3BusyTest extends BusyContract {

    @Override
    protected FileStore emptyStore() {
        return S3Server.emptyStore();
    }

    /** The file goes by a copy and a deletion, which would take what the upload has brought in between. */
    @Test
    void a_file_that_is_being_uploaded_is_not_moved_away() throws IOException {
        var store = emptyStore();
        put(store, "/old", "old content");
        try (var sink = store.openWrite(path("/old"), WriteMode.REPLACE, 0)) {
            assertFails(Kind.BUSY, () -> store.rename(path("/old"), path("/new"), false));
            sink.write(bytes("new content"));
            sink.commit();
        }
        store.rename(path("/old"), path("/new"), false);
        assertEquals("new content", get(store, "/new"));
    }

    /** Of the modes of the contract those that write whole files. */
    @Override
    @Test
    void a_second_writer_is_told_that_the_file_is_busy() throws IOException {
        var store = emptyStore();
        put(store, "/old", "old content");
        for (var first : Set.of(WriteMode.REPLACE, WriteMode.RESUME)) {
            try (var sink = store.openWrite(path("/old"), first, 0)) {
                for (var second : Set.of(WriteMode.REPLACE, WriteMode.RESUME)) {
                    assertFails(Kind.BUSY, () -> store.checkRoom(path("/old"), second, 0));
                    assertFails(Kind.BUSY, () -> store.openWrite(path("/old"), second, 0));
                }
                sink.commit();
            }
        }
        put(store, "/old", "free again");
        assertEquals("free again", get(store, "/old"));
    }
}
