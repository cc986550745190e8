package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.WriteMode;
import org.jspecify.annotations.Nullable;
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

    @Test
    void one_look_serves_many_small_files_while_there_is_ample_room_and_none_else() throws IOException {
        var disk = new Disk(2L << 30);
        var reserve = new DiskReserve(disk, total -> total / 100);
        for (var i = 0; i < 1000; i++) {
            reserve.require(path("/new"), 1);
        }
        assertTrue(disk.looks < 500, () -> "looked " + disk.looks + " times");

        disk.usable = 1L << 30;
        disk.looks = 0;
        assertFails(Kind.NO_SPACE, () -> reserve.require(path("/new"), 2L << 30));
        assertEquals(1, disk.looks);
        for (var i = 0; i < 10; i++) {
            reserve.require(path("/new"), 1);
        }
        assertEquals(11, disk.looks);
        disk.usable = 100;
        assertFails(Kind.NO_SPACE, () -> reserve.require(path("/new"), 1));
    }

    /** A disk of 10 GiB that counts how often it is asked. */
    private static final class Disk extends FileStore {

        private long usable;
        private int looks;

        Disk(long usable) {
            this.usable = usable;
        }

        @Override
        public long getTotalSpace() {
            return 10L << 30;
        }

        @Override
        public long getUsableSpace() {
            looks++;
            return usable;
        }

        @Override
        public long getUnallocatedSpace() {
            return usable;
        }

        @Override
        public String name() {
            return "disk";
        }

        @Override
        public String type() {
            return "test";
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
            return false;
        }

        @Override
        public boolean supportsFileAttributeView(String name) {
            return false;
        }

        @Override
        public <V extends FileStoreAttributeView> @Nullable V getFileStoreAttributeView(Class<V> type) {
            return null;
        }

        @Override
        public Object getAttribute(String attribute) {
            throw new UnsupportedOperationException(attribute);
        }
    }
}
