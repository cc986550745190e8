package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.local.LocalFileStore;
import dev.ftpsd.storage.local.LocalPolicy;
import dev.ftpsd.storage.local.Uploader;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Sees to it that what broken uploads have left goes when it is old, and that nothing is left that nobody knows of.
 *
 * <p>Which homes have been opened stands in {@code uploads} of the state directory before anything is uploaded to them. So after a kill the
 * next start knows where to look; it looks through all of them, and from then on, every quarter of {@code keep-partial},
 * through those in which something waits and those that have been opened since: their disk may have come after the start. On a
 * thread of its own.
 */
final class PartWatch implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger(PartWatch.class);
    private static final Duration TICK = Duration.ofMinutes(10);

    private final StateFile file;
    private final Path path;
    private final Supplier<LocalPolicy> policy;
    private final Runnable onDeleted;
    private final Set<String> opened = ConcurrentHashMap.newKeySet();
    private final Set<String> toLookAt = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("part-watch").daemon().factory());
    private long looked;

    /**
     * Begins at once.
     *
     * @param policy of this moment
     * @param onDeleted told when something was deleted that counted against a quota
     */
    PartWatch(Path stateDirectory, Supplier<LocalPolicy> policy, Runnable onDeleted) {
        this.path = stateDirectory.resolve("uploads");
        this.file = new StateFile(path);
        this.policy = policy;
        this.onDeleted = onDeleted;
        toLookAt.addAll(homesOfBefore());
        var _ = thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private List<String> homesOfBefore() {
        try {
            return file.read();
        } catch (IOException e) {
            LOG.warn("what broken uploads have left stays where the homes are that {} named: it cannot be read ({})",
                    path,
                    e.toString());
            return List.of();
        }
    }

    /** For uploads of a user to a home, which is known from now on. */
    Uploader uploader(Path home, String user) {
        var name = home.toAbsolutePath().normalize().toString();
        if (name.indexOf('\n') < 0 && opened.add(name)) {
            note(name);
            toLookAt.add(name);
        }
        return new Uploader(user, () -> toLookAt.add(name));
    }

    private synchronized void note(String home) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, home + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("after a crash, uploads that it broke off in {} will not be looked for: {}", home, e.toString());
        }
    }

    private void tick() {
        var quarter = policy.get().keepPartial().toNanos() / 4;
        if (looked == 0 || System.nanoTime() - looked >= Math.max(quarter, TICK.toNanos())) {
            looked = System.nanoTime();
            look();
        }
    }

    /** Looks through the homes in which something may wait. */
    void look() {
        try {
            var deleted = 0L;
            for (var home : List.copyOf(toLookAt)) {
                toLookAt.remove(home);
                deleted += look(home);
            }
            if (deleted > 0) {
                LOG.info("deleted what {} broken uploads had left, older than storage.keep-partial", deleted);
                onDeleted.run();
            }
            forgetTheRest();
        } catch (RuntimeException e) {
            LOG.error("what broken uploads have left could not be looked for", e);
        }
    }

    private long look(String home) {
        try {
            var remains = LocalFileStore.open(Path.of(home), false, policy.get()).sweep();
            if (remains.waiting() > 0 || Thread.currentThread().isInterrupted()) {
                toLookAt.add(home);
            }
            return remains.deleted();
        } catch (StorageException e) {
            if (e.kind() == StorageException.Kind.NOT_FOUND) {
                // Whoever finds it again has it looked at again.
                opened.remove(home);
            } else {
                LOG.warn("what broken uploads have left in {} cannot be looked for", home, e);
                toLookAt.add(home);
            }
            return 0;
        }
    }

    private synchronized void forgetTheRest() {
        var known = new TreeSet<>(opened);
        known.addAll(toLookAt);
        try {
            if (!known.equals(new TreeSet<>(file.read()))) {
                file.write(List.copyOf(known));
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", path, e.toString());
        }
    }

    /** What is noted stays for the next start: an upload may still be ending. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
