package dev.ftpsd.storage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import dev.ftpsd.storage.MountedStore.Mount;
import dev.ftpsd.storage.memory.MemoryFileStore;
import org.junit.jupiter.api.Test;

import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** A tree of which something cannot be looked at for a while: the account is an estimate until it can, and is kept by nobody. */
class QuotaDoubtTest {

    private static final StoreLimits LIMITS = new StoreLimits(Long.MAX_VALUE, 100, 100);

    private final FileStore files = new MemoryFileStore();
    private final FakeKeeper keeper = new FakeKeeper();
    private final AtomicLong now = new AtomicLong();
    private final QuotaLedger ledger = new QuotaLedger(keeper, now::get);
    private final AtomicBoolean fails = new AtomicBoolean(true);

    private FileStore limited(FileStore tree) {
        return new QuotaStore(tree, ledger, () -> LIMITS);
    }

    private void assertCountedAgainWhenItCanBe(FileStore store) throws StorageException {
        assertEquals(100, store.space(path("/")));
        fails.set(false);
        assertEquals(100, store.space(path("/")), "once a minute at most");
        now.addAndGet(Duration.ofMinutes(1).toNanos());

        assertEquals(40, store.space(path("/")));
        ledger.close();
        assertEquals(Usage.of(files), keeper.kept);
    }

    private void assertKeptByNobody(FileStore store) throws StorageException {
        assertEquals(100, store.space(path("/")));
        ledger.close();
        assertNull(keeper.kept);
    }

    /** The file is there, and nothing is known of it. */
    private FileStore withAnEntryThatCannotBeLookedAt() throws StorageException {
        put(files, "/file", "x".repeat(60));
        return limited(new ForwardingStore(files) {
            @Override
            public DirectoryListing list(VirtualPath directory) throws StorageException {
                return fails.get() ? new Unknown() : super.list(directory);
            }
        });
    }

    private static final class Unknown implements DirectoryListing {
        @Override
        public Optional<FileEntry> next() {
            return Optional.empty();
        }

        @Override
        public boolean isKnown() {
            return false;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    /** A link whose disk is not mounted yet. */
    private FileStore withAMountThatIsNotThere() throws StorageException {
        files.makeDirectory(path("/pub"));
        var disk = new MemoryFileStore();
        for (var store : List.of(files, disk)) {
            put(store, store == disk ? "/file" : "/pub/file", "x".repeat(60));
        }
        var mount = new ForwardingStore(disk) {
            @Override
            public FileEntry stat(VirtualPath path) throws StorageException {
                var entry = fails.get() ? new UnavailableStore().stat(path) : super.stat(path);
                // Two stores on the heap give their roots the same one.
                var unique = "of the disk: " + entry.unique();
                return new FileEntry(entry.name(), entry.kind(), entry.size(), entry.modified(), unique, entry.mode());
            }
        };
        return limited(new MountedStore(files, List.of(new Mount(path("/pub"), mount))));
    }

    @Test
    void a_mount_that_was_not_there_is_counted_when_it_is() throws StorageException {
        assertCountedAgainWhenItCanBe(withAMountThatIsNotThere());
    }

    @Test
    void what_was_counted_without_a_mount_is_not_kept() throws StorageException {
        assertKeptByNobody(withAMountThatIsNotThere());
    }

    @Test
    void a_mount_whose_directory_has_gone_holds_nothing_for_certain() throws StorageException {
        var gone = new ForwardingStore(new MemoryFileStore()) {
            @Override
            public FileEntry stat(VirtualPath path) throws StorageException {
                throw StorageException.of(StorageException.Kind.NOT_FOUND, path);
            }
        };
        var store = limited(new MountedStore(files, List.of(new Mount(path("/pub"), gone))));
        put(store, "/file", "12345");
        ledger.close();

        assertEquals(new Usage(5, 1), keeper.kept);
    }

    @Test
    void an_entry_that_could_not_be_looked_at_is_counted_when_it_can_be() throws StorageException {
        assertCountedAgainWhenItCanBe(withAnEntryThatCannotBeLookedAt());
    }

    @Test
    void what_was_counted_without_it_is_not_kept() throws StorageException {
        assertKeptByNobody(withAnEntryThatCannotBeLookedAt());
    }
}
