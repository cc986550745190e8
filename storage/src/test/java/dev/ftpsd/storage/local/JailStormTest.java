package dev.ftpsd.storage.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.WriteMode;
import dev.ftpsd.storage.local.LocalPolicy.Symlinks;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.ftpsd.storage.StoreProbe.breakOff;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static dev.ftpsd.storage.StoreProbe.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Four sessions do everything at once while three attackers swap directories and files for links to outside, and FIFOs stand in
 * the way. Four thousand operations in a build; {@code -Dftpsd.jail.operations=1000000} for more.
 */
class JailStormTest {

    private static final long OPERATIONS = Long.getLong("ftpsd.jail.operations", 4000);
    private static final int SESSIONS = 4;
    private static final Set<Kind> REFUSALS = Set.of(Kind.DENIED, Kind.NOT_FOUND, Kind.NOT_A_DIRECTORY, Kind.NOT_A_FILE,
            Kind.NOT_EMPTY, Kind.BUSY, Kind.ALREADY_EXISTS, Kind.INTO_ITSELF, Kind.OUT_OF_RANGE);
    private static final List<String> PLACES = List.of("/real", "/real/deep", "/real/file", "/real/made", "/plain",
            "/real/deep/file", "/other", "/other/file", "/pipe", "/real/pipe", "/link/file", "/plain/x");

    @TempDir
    private Path directory;

    /** How directories are held. */
    Jail.Opener opener() {
        return OpenDirectory::open;
    }

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicLong through = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    @ParameterizedTest
    @EnumSource
    void whatever_is_swapped_nothing_outside_is_ever_touched(Symlinks symlinks) throws Exception {
        var machine = prepared();
        var before = machine.picture();
        var policy = new LocalPolicy(027, LocalPolicy.UploadMode.ATOMIC, Duration.ofHours(1), LocalPolicy.Sync.NONE,
                symlinks, total -> 0);

        try (var threads = Executors.newCachedThreadPool()) {
            var sessions = new ArrayList<Future<Long>>();
            for (var i = 0; i < SESSIONS; i++) {
                var random = new Random(i);
                var store = machine.store(policy, opener());
                sessions.add(threads.submit(() -> work(store, random)));
            }
            var attackers = attack(threads, machine);
            try {
                for (var session : sessions) {
                    session.get();
                }
            } finally {
                done.set(true);
            }
            for (var attacker : attackers) {
                assertTrue(attacker.get() > 0, "it swapped");
            }
        }

        assertEquals(before, machine.picture());
        assertTrue(through.get() > 0 && refused.get() > 0, through + " through, " + refused + " refused");
        System.out.printf("figure: jail, symlinks %s: %d operations, %d through, %d refused, touched outside 0%n",
                symlinks,
                OPERATIONS, through.get(), refused.get());
    }

    private Machine prepared() throws Exception {
        var machine = Machine.in(directory);
        Files.createDirectories(machine.outside().resolve("deep"));
        Files.writeString(machine.outside().resolve("deep/file"), "secret");
        mkfifo(machine.root().resolve("pipe"));
        mkfifo(machine.root().resolve("real/pipe"));
        machine.link("link", machine.outside().toString());
        return machine;
    }

    private List<Future<Long>> attack(ExecutorService threads, Machine machine) throws IOException {
        var spare = Files.createDirectories(directory.resolve("srv/spare"));
        return List.of(
                threads.submit(swapping(machine.root().resolve("real"), machine.outside(), spare)),
                threads.submit(swapping(machine.root().resolve("other"), machine.outside().resolve("deep"), spare)),
                threads.submit(swapping(machine.root().resolve("plain"), machine.outside().resolve("file"), spare)));
    }

    private long work(FileStore store, Random random) throws IOException {
        for (var i = 0L; i < OPERATIONS / SESSIONS; i++) {
            try {
                operate(store, random, PLACES.get(random.nextInt(PLACES.size())),
                        PLACES.get(random.nextInt(PLACES.size())));
                through.incrementAndGet();
            } catch (StorageException e) {
                if (!REFUSALS.contains(e.kind())) {
                    throw new AssertionError(e.kind() + " is no answer to that", e);
                }
                refused.incrementAndGet();
            }
        }
        return through.get();
    }

    private static void operate(FileStore store, Random random, String one, String other) throws IOException {
        switch (random.nextInt(12)) {
            case 0, 1 -> assertFalse(get(store, one).contains("secret"), "read from outside");
            case 2 -> put(store, one, "mine");
            case 3 -> write(store, one, WriteMode.APPEND, 0, "mine");
            case 4 -> write(store, one, WriteMode.RESUME, 2, "mine");
            case 5 -> breakOff(store, one, WriteMode.REPLACE, 0, "mine");
            case 6 -> store.rename(path(one), path(other), true);
            case 7 -> store.delete(path(one));
            case 8 -> store.makeDirectory(path(one));
            case 9 -> store.removeDirectory(path(one));
            case 10 -> store.setModified(path(one), Instant.EPOCH);
            default -> names(store, one);
        }
    }

    /**
     * Swaps what stands there for a link to outside and back. It works in the root alone and by renames, so that it never goes
     * through a link itself.
     */
    private Callable<Long> swapping(Path name, Path outside, Path spare) {
        return () -> {
            var swaps = 0L;
            while (!done.get()) {
                var room = Files.createTempDirectory(spare, "room");
                var aside = room.resolve("it");
                try {
                    if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
                        Files.move(name, aside);
                    }
                    Files.createSymbolicLink(name, outside);
                    swaps++;
                    Files.delete(name);
                    Files.move(Files.isSymbolicLink(aside) || Files.notExists(aside) ? fresh(room, outside) : aside,
                            name);
                } catch (IOException e) {
                    // A session was quicker: the next round puts it right.
                }
                clear(room);
            }
            return swaps;
        };
    }

    /** A file, or a directory with a file in it, where sessions have left nothing. */
    private static Path fresh(Path room, Path outside) throws IOException {
        var made = Files.createDirectory(room.resolve("fresh"));
        Files.writeString(made.resolve("file"), "inside");
        return Files.isDirectory(outside) ? made : made.resolve("file");
    }

    /** Links are deleted, not followed. A session that still has a directory open may put something there meanwhile. */
    private static void clear(Path room) throws IOException {
        for (var tries = 0; Files.exists(room) && tries < 100; tries++) {
            try (var all = Files.walk(room)) {
                for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | UncheckedIOException e) {
                // Again.
            }
        }
    }

    private static void mkfifo(Path name) throws Exception {
        assertEquals(0, new ProcessBuilder("mkfifo", name.toString()).start().waitFor());
    }
}
