package dev.ftpsd.storage.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.WriteMode;
import dev.ftpsd.storage.local.LocalPolicy.Symlinks;
import dev.ftpsd.storage.local.LocalPolicy.Sync;
import dev.ftpsd.storage.local.LocalPolicy.UploadMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.bytes;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static dev.ftpsd.storage.StoreProbe.write;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

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

    /** What is free is as much as is to stay, and 32 MiB: a store that leaves less than a copy of a file of 64 MiB takes. */
    private LocalFileStore storeWithoutRoomForACopy() throws IOException {
        var disk = Files.getFileStore(root);
        assumeFalse(Set.of("xfs", "btrfs").contains(disk.type()), "a copy takes no room there");
        try (var old = Files.newByteChannel(root.resolve("old"), CREATE_NEW, WRITE)) {
            old.position((64 << 20) - 1).write(bytes("x"));
        }
        return LocalFileStore.open(root, false, new LocalPolicy(027, UploadMode.ATOMIC, Duration.ofHours(1), Sync.NONE,
                Symlinks.INSIDE, _ -> {
                    try {
                        return disk.getUsableSpace() - (32 << 20);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
    }

    @ParameterizedTest
    @CsvSource({"APPEND, 0", "PATCH, 5", "RESUME, 67108864"})
    void the_copy_that_an_upload_begins_with_has_room_or_the_upload_fails(WriteMode mode, long offset)
            throws IOException {
        var store = storeWithoutRoomForACopy();
        for (var sent : List.of("x", "")) {
            assertFails(Kind.NO_SPACE, () -> write(store, "/old", mode, offset, sent));
            try (var sink = store.openWrite(path("/old"), mode, offset)) {
                assertFails(Kind.NO_SPACE, sink::prepare);
                assertFails(Kind.FAILED, sink::commit);
            }
        }

        assertEquals(64 << 20, store.stat(path("/old")).size());
        assertEquals(OptionalLong.empty(), store.partOf(path("/old")));
        try (var files = Files.list(root)) {
            assertEquals(List.of(root.resolve("old")), files.toList());
        }
    }

    @Test
    void a_copy_that_has_no_room_is_told_before_the_upload_begins() throws IOException {
        var store = storeWithoutRoomForACopy();
        for (var mode : List.of(WriteMode.APPEND, WriteMode.PATCH)) {
            assertFails(Kind.NO_SPACE, () -> store.checkRoom(path("/old"), mode, 1));
            store.checkRoom(path("/new"), mode, 1);
            store.checkRoom(path("/"), mode, 1);
            store.checkRoom(path("/none/new"), mode, 1);
        }
        store.checkRoom(path("/old"), WriteMode.REPLACE, 1);
        assertFails(Kind.NO_SPACE, () -> store.checkRoom(path("/old"), WriteMode.APPEND, Long.MAX_VALUE));
    }

    @Test
    void a_replacement_and_a_short_copy_need_no_room_for_the_whole_old_file() throws IOException {
        var store = storeWithoutRoomForACopy();
        write(store, "/old", WriteMode.RESUME, 10, "x");
        assertEquals(11, store.stat(path("/old")).size());
        put(store, "/old", "new");
        assertEquals("new", get(store, "/old"));
    }

    @Test
    void a_copy_costs_nothing_where_files_share_their_blocks() throws IOException {
        var disk = new Disk(2L << 20);
        var reserve = new DiskReserve(disk, _ -> 1L << 20);
        assertFails(Kind.NO_SPACE, () -> reserve.require(path("/old"), 1, 1L << 20));
        for (var type : Set.of("xfs", "btrfs")) {
            disk.type = type;
            reserve.require(path("/old"), 1, 1L << 40);
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
        private String type = "test";

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
            return type;
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
