package dev.ftpsd.server.receipt;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.ftpsd.storage.FileEntry;

/**
 * The SHA-256 of files that came whole, the most lately asked for. One holds while the file is the same, of the same size and the
 * same time of modification to the nanosecond; uploads that change a part of a file take it back, since they may come within one
 * tick of the clock. What another program changes within that tick (4 ms on most systems) without another size is not seen.
 * Lost at a restart. Any thread.
 */
public final class Receipts {

    /** Some 300 bytes of memory each. */
    private static final int MOST = 10_000;

    private final Map<String, Receipt> byFile;

    /** @param sha256 in lower-case digits */
    private record Receipt(long size, Instant modified, String sha256) {}

    public Receipts() {
        this(MOST);
    }

    /** @param most files that are remembered */
    Receipts(int most) {
        byFile = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Receipt> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * Remembers the hash of a file that is there now.
     *
     * @param file as it was while nobody else could write to it
     * @param sha256 in lower-case digits
     */
    public synchronized void keep(FileEntry file, String sha256) {
        byFile.put(file.unique(), new Receipt(file.size(), file.modified(), sha256));
    }

    /** Takes back what is known of a file, whatever its time says. */
    public synchronized void forget(FileEntry file) {
        byFile.remove(file.unique());
    }

    /** The hash of a file if it is known and the file unchanged, in lower-case digits. */
    public synchronized Optional<String> find(FileEntry file) {
        var receipt = byFile.get(file.unique());
        return receipt != null && receipt.size() == file.size() && receipt.modified().equals(file.modified())
                ? Optional.of(receipt.sha256())
                : Optional.empty();
    }
}
