package dev.ftpsd.server.listing;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;

/**
 * Adds up the sizes of the files below a directory. Directories wait in a queue and not on the stack, each is read once though
 * links may lead to it again, and the number of entries is bounded: a deep, looped or huge tree costs no more than a large one.
 * One thread at a time.
 */
public final class TreeSize {

    private final FileStore files;
    private final int most;
    private final Pause pause;
    private final Set<String> seen = new HashSet<>();
    private final ArrayDeque<VirtualPath> waiting = new ArrayDeque<>();
    private int entries;
    private long bytes;

    /** Asked at each entry whether to go on. */
    @FunctionalInterface
    public interface Pause {

        /** Throws to end it. */
        void check() throws IOException;
    }

    /** @param most entries that are looked at */
    public TreeSize(FileStore files, int most, Pause pause) {
        this.files = files;
        this.most = most;
        this.pause = pause;
    }

    /**
     * The bytes of all files below {@code path}; a directory that may not be listed counts nothing.
     *
     * @throws StorageException as {@link FileStore#list} for the path itself; TOO_MANY when there are more entries than allowed
     */
    public long below(VirtualPath path) throws IOException {
        seen.add(files.stat(path).unique());
        read(path);
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            try {
                read(next);
            } catch (StorageException e) {
                if (e.kind() != Kind.DENIED && e.kind() != Kind.NOT_FOUND) {
                    throw e;
                }
            }
        }
        return bytes;
    }

    private void read(VirtualPath directory) throws IOException {
        try (var listing = files.list(directory)) {
            for (var next = listing.next(); next.isPresent(); next = listing.next()) {
                pause.check();
                if (++entries > most) {
                    throw new StorageException(Kind.TOO_MANY, directory.toString(),
                            "More than " + most + " entries; ask of smaller directories.");
                }
                var entry = next.get();
                if (entry.isFile()) {
                    bytes += entry.size();
                } else if (entry.isDirectory() && seen.add(entry.unique())) {
                    waiting.add(directory.child(entry.name()));
                }
            }
        }
    }
}
