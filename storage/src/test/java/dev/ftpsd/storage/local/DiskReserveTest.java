package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.WriteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.bytes;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A disk that has as much room as it has, of which all is to stay free, or nothing. */
class DiskReserveTest {

    @TempDir
    private Path root;

    private final AtomicBoolean all = new AtomicBoolean();

    private LocalFileStore store() throws IOException {
        var policy = LocalPolicy.DEFAULT;
        return LocalFileStore.open(root, false, new LocalPolicy(policy.umask(), policy.upload(), policy.keepPartial(),
                policy.sync(), policy.symlinks(), total -> all.get() ? total : 0));
    }

    @Test
    void an_upload_that_would_not_leave_enough_fails_before_its_first_byte_is_written() throws IOException {
        var store = store();
        put(store, "/old", "old");
        all.set(true);

        assertFails(Kind.NO_SPACE, () -> put(store, "/old", "new"));
        assertFails(Kind.NO_SPACE, () -> put(store, "/new", "new"));
        assertFails(Kind.NO_SPACE, () -> store.checkRoom(path("/new"), WriteMode.REPLACE, 0));
        assertEquals("old", get(store, "/old"));
        assertEquals(Set.of("old"), names(store, "/"));
    }

    @Test
    void a_long_upload_fails_when_the_disk_fills_meanwhile() throws IOException {
        var store = store();
        try (var sink = store.openWrite(path("/new"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("begun"));
            all.set(true);
            sink.write(bytes("x".repeat((4 << 20) - 5)));
            assertFails(Kind.NO_SPACE, () -> sink.write(bytes("x")));
            assertFails(Kind.FAILED, sink::commit);
        }
    }

    @Test
    void the_room_that_is_told_is_without_the_reserve() throws IOException {
        var store = store();
        assertTrue(store.space(path("/")) > 0);
        store.checkRoom(path("/new"), WriteMode.REPLACE, 1);
        assertFails(Kind.NO_SPACE, () -> store.checkRoom(path("/new"), WriteMode.REPLACE, Long.MAX_VALUE));
        all.set(true);

        assertEquals(0, store.space(path("/")));
    }
}
