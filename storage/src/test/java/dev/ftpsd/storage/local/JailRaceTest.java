package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.WriteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.storage.StoreProbe.breakOff;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static dev.ftpsd.storage.StoreProbe.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A process of the machine swaps a directory for a link to outside, again and again, under the feet of the store. */
class JailRaceTest {

    private static final long MOST_NANOS = 120_000_000_000L;
    private static final int WANTED = 200;
    /** Longest rest of the attacker: 2^13 microseconds, longer than the longest attempt takes. */
    private static final int MOST_DOUBLINGS = 13;

    @TempDir
    private Path directory;

    /** How directories are held. */
    Jail.Opener opener() {
        return OpenDirectory::open;
    }

    private interface Attempt {
        void run(FileStore store) throws IOException;
    }

    private record Tally(int through, int refused) {}

    @Test
    void a_reader_never_reads_outside() throws Exception {
        race(store -> {
            assertEquals("inside", get(store, "/real/file"));
            assertEquals(6, store.stat(path("/real/file")).size());
            assertTrue(names(store, "/real").contains("deep"));
        });
    }

    @Test
    void a_writer_never_writes_outside() throws Exception {
        race(store -> {
            put(store, "/real/replaced", "mine");
            write(store, "/real/appended", WriteMode.APPEND, 0, "mine");
            breakOff(store, "/real/broken", WriteMode.REPLACE, 0, "mine");
        });
    }

    @Test
    void directories_are_neither_made_nor_removed_outside() throws Exception {
        race(store -> {
            store.makeDirectory(path("/real/made"));
            store.removeDirectory(path("/real/made"));
        }, "made");
    }

    @Test
    void nothing_is_deleted_renamed_or_touched_outside() throws Exception {
        race(store -> {
            put(store, "/mine", "inside");
            store.rename(path("/mine"), path("/real/file"), true);
            store.setModified(path("/real/file"), Instant.EPOCH);
            store.delete(path("/real/file"));
        });
    }

    /** @param trash a directory that a lost race may leave inside, to be cleared away before each attempt */
    private void race(Attempt attempt, String... trash) throws Exception {
        var machine = Machine.in(directory);
        var before = machine.picture();
        var store = machine.store(LocalPolicy.DEFAULT, opener());
        var done = new AtomicBoolean();

        try (var threads = Executors.newSingleThreadExecutor()) {
            var swapping = threads.submit(() -> swapUntil(done, machine));
            var tally = new Tally(0, 0);
            try {
                var end = System.nanoTime() + MOST_NANOS;
                while ((tally.through() < WANTED || tally.refused() < WANTED) && System.nanoTime() < end) {
                    for (var name : trash) {
                        Files.deleteIfExists(machine.root().resolve("hidden").resolve(name));
                    }
                    tally = count(tally, attempt, store);
                    assertEquals(before, machine.picture());
                }
            } finally {
                done.set(true);
            }
            var result = tally + ", swaps " + swapping.get();
            assertTrue(tally.through() >= WANTED && tally.refused() >= WANTED, result);
        }
    }

    private static Tally count(Tally tally, Attempt attempt, FileStore store) throws IOException {
        try {
            attempt.run(store);
            return new Tally(tally.through() + 1, tally.refused());
        } catch (StorageException e) {
            assertTrue(REFUSALS.contains(e.kind()), () -> e.kind() + " caused by " + e.getCause());
            return new Tally(tally.through(), tally.refused() + 1);
        }
    }

    private static final Set<StorageException.Kind> REFUSALS = Set.of(StorageException.Kind.DENIED,
            StorageException.Kind.NOT_FOUND, StorageException.Kind.NOT_A_DIRECTORY, StorageException.Kind.BUSY,
            StorageException.Kind.ALREADY_EXISTS);

    private static int swapUntil(AtomicBoolean done, Machine machine) throws IOException {
        var real = machine.root().resolve("real");
        var hidden = machine.root().resolve("hidden");
        var random = new Random(42);
        var swaps = 0;
        while (!done.get()) {
            Files.move(real, hidden);
            Files.createSymbolicLink(real, machine.outside());
            rest(random);
            Files.delete(real);
            Files.move(hidden, real);
            rest(random);
            swaps++;
        }
        return swaps;
    }

    /** Rests between 1 and 2^13 microseconds, each doubling as likely: short enough to hit an attempt between any two of its
     * steps, long enough now and then for one of many steps to get through. */
    private static void rest(Random random) {
        var end = System.nanoTime() + (1_000L << random.nextInt(MOST_DOUBLINGS + 1));
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
