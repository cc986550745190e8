package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;

/**
 * Opens regular files and nothing else.
 *
 * <p>On Linux what stands at the name is held, looked at, and then that very thing is opened ({@link HeldFile}). Java alone can
 * neither open without waiting nor ask an open channel what it is. So there the name is looked at before the opening, and
 * again afterwards, and must be the same regular file both times. What remains: a process of this machine that puts a FIFO
 * there between the look and the opening holds the thread until somebody opens the other end.
 */
final class RegularFiles {

    private static final int ATTEMPTS = 3;

    /** What the system says to ESTALE. */
    private static final String STALE = "Stale file handle";

    /**
     * A file that is open.
     *
     * @param found what was seen of it just before
     */
    record Opened(FileChannel file, Attributes found) {}

    private RegularFiles() {}

    /**
     * Opens what stands at the place.
     *
     * @param options none that creates
     * @throws StorageException NOT_A_FILE, DENIED (a link), BUSY (it was replaced again and again meanwhile)
     */
    static Opened open(Place place, VirtualPath path, Set<OpenOption> options) throws IOException {
        if (place.directory() instanceof LinuxDirectory directory) {
            return openHeld(directory, place.name(), path, options);
        }
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var before = regular(place, path);
            var file = place.directory().open(place.name(), options, Set.of());
            if (isStill(before, place)) {
                return new Opened(file, before);
            }
            // An upload was moved into place meanwhile: look again.
            file.close();
        }
        throw StorageException.of(Kind.BUSY, path);
    }

    private static Opened openHeld(LinuxDirectory directory, Path name, VirtualPath path, Set<OpenOption> options)
            throws IOException {
        for (var attempt = 1;; attempt++) {
            try (var held = directory.hold(name)) {
                var found = regular(held.attributes(), path);
                return new Opened(held.open(options), found);
            } catch (FileSystemException e) {
                // NFS may have shown what another machine has replaced.
                if (!STALE.equals(e.getReason()) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** @throws StorageException NOT_A_FILE, DENIED (a link) */
    static Attributes regular(Place place, VirtualPath path) throws IOException {
        return regular(place.attributes(), path);
    }

    private static Attributes regular(Attributes found, VirtualPath path) throws StorageException {
        return switch (found.kind()) {
            case FILE -> found;
            case LINK -> throw StorageException.of(Kind.DENIED, path);
            case DIRECTORY, OTHER -> throw StorageException.of(Kind.NOT_A_FILE, path);
        };
    }

    /**
     * Refuses to set the time or the bits of anything but a file or a directory: Java opens it, and a FIFO would hold the thread.
     *
     * @throws StorageException DENIED
     */
    static void refuseSpecial(Place place, VirtualPath path) throws IOException {
        var found = place.attributes();
        if (!found.isFile() && !found.isDirectory()) {
            throw StorageException.of(Kind.DENIED, path);
        }
    }

    private static boolean isStill(Attributes before, Place place) throws IOException {
        var after = place.attributesIfAny();
        return after.isPresent() && after.get().isFile() && after.get().key().equals(before.key());
    }
}
