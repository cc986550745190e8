package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The file systems that uploads go to: those of the homes and links that have been opened, and until there is one that of the
 * installation. Safe for several threads.
 */
final class Disks {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Path installation;
    private final Set<Path> roots = ConcurrentHashMap.newKeySet();
    private final Map<Object, Set<Path>> byDevice = new ConcurrentHashMap<>();
    private @Nullable FutureTask<Room> looking;
    private Room last = new Room(0, 0, 0);

    /** @param installation the folder whose file system counts until a home is open */
    Disks(Path installation) {
        this.installation = installation;
    }

    /**
     * The room on a file system, in bytes.
     *
     * @param usable what is free
     * @param reserve what uploads leave free
     */
    record Room(long total, long usable, long reserve) {

        private long left() {
            return usable - reserve;
        }
    }

    /** A directory that has been opened for a user. */
    void note(Path root) {
        if (roots.add(root)) {
            try {
                var device = Files.getAttribute(root, "unix:dev");
                byDevice.computeIfAbsent(device, _ -> ConcurrentHashMap.newKeySet()).add(root);
            } catch (IOException _) {
                roots.remove(root);
            }
        }
    }

    /**
     * The one on which uploads meet the reserve first; no numbers where none can be read. A disk that hangs keeps nobody
     * waiting for more than a second: then it is as it was last.
     *
     * @param reserve bytes to leave free on a file system of so many
     */
    synchronized Room tightest(LongUnaryOperator reserve) {
        var look = looking;
        if (look == null || look.isDone()) {
            look = new FutureTask<>(() -> look(reserve));
            looking = look;
            Thread.ofPlatform().name("disks").daemon().start(look);
        }
        try {
            last = look.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return last;
        } catch (ExecutionException _) {
            last = new Room(0, 0, 0);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return last;
    }

    private Room look(LongUnaryOperator reserve) throws IOException {
        var known = byDevice.values().stream().flatMap(Disks::oneThatIsThere).toList();
        return (known.isEmpty() ? Stream.of(installation) : known.stream()).flatMap(root -> look(root, reserve))
                .min(Comparator.comparingLong(Room::left))
                .orElseThrow(() -> new IOException("no file system can be looked at"));
    }

    /** A file system is asked by one of its directories, and that may have been removed. */
    private static Stream<Path> oneThatIsThere(Set<Path> all) {
        return all.stream().filter(Files::isDirectory).limit(1);
    }

    private static Stream<Room> look(Path root, LongUnaryOperator reserve) {
        try {
            var store = Files.getFileStore(root);
            var total = store.getTotalSpace();
            return Stream.of(new Room(total, store.getUsableSpace(), reserve.applyAsLong(total)));
        } catch (IOException _) {
            return Stream.empty();
        }
    }
}
