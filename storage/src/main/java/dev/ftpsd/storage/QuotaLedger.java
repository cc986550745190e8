package dev.ftpsd.storage;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What stands in one tree and what is being added to it, for all sessions that see this tree. Safe for several threads.
 *
 * <p>Changes of the tree that are counted are made one after the other, each together with its look at what was there before: two
 * sessions that delete or replace the same file free it once. Bytes of uploads flow beside that; they are reserved before they
 * are written, and an upload's end puts what became of it in the place of what it had reserved.
 *
 * <p>What is not known is counted, by walking the tree: at first, whenever a change was not seen here, and before anything is
 * refused, though once a minute at most. What is known at an
 * orderly end is kept across restarts; while the server runs nothing is kept, so that a crash leads to counting.
 */
public final class QuotaLedger {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Keeper keeper;
    private final LongSupplier nanoTime;
    private final ReentrantLock changes = new ReentrantLock();
    private final Map<VirtualPath, Integer> writing = new HashMap<>();
    private @Nullable Usage settled;
    private long reservedBytes;
    private long reservedEntries;
    private long epoch;
    private boolean nothingKept;
    private long countedAt;

    /** Remembers across restarts. */
    public interface Keeper {

        /** What was kept at an orderly end, at most once: it is not there any more when this returns. */
        Optional<Usage> take();

        void keep(Usage usage);
    }

    /** A ledger of a tree that is not known yet. */
    public QuotaLedger(Keeper keeper) {
        this(keeper, System::nanoTime);
    }

    /** @param nanoTime a clock that nobody sets */
    QuotaLedger(Keeper keeper, LongSupplier nanoTime) {
        this.keeper = keeper;
        this.nanoTime = nanoTime;
    }

    /** Where changes of the tree wait for each other. */
    ReentrantLock changes() {
        return changes;
    }

    // ------------------------------------------------------------------ with the lock of changes

    /** Makes sure that it is known what stands in the tree. */
    void know(FileStore files) throws StorageException {
        if (isKnown()) {
            return;
        }
        var kept = keeper.take();
        if (kept.isPresent()) {
            begin(kept.get(), nanoTime.getAsLong() - FRESH.toNanos());
        } else {
            count(files);
        }
    }

    private void count(FileStore files) throws StorageException {
        begin(Usage.of(files), nanoTime.getAsLong());
    }

    private synchronized void begin(Usage usage, long at) {
        settled = usage;
        countedAt = at;
        nothingKept = true;
        epoch++;
    }

    /** Counts what is known already, as others than the server may have changed it; false if that was done just now. */
    boolean countAgain(FileStore files) throws StorageException {
        changes.lock();
        try {
            if (!isKnown() || nanoTime.getAsLong() - countedAt < FRESH.toNanos()) {
                return false;
            }
            count(files);
            return true;
        } finally {
            changes.unlock();
        }
    }

    /** A change comes that nobody counts: whoever wants to know later must count again. */
    synchronized void overlook() {
        settled = null;
        if (!nothingKept) {
            nothingKept = true;
            keeper.take();
        }
    }

    void beginWriting(VirtualPath path) {
        writing.merge(path, 1, Integer::sum);
    }

    void endWriting(VirtualPath path) {
        writing.computeIfPresent(path, (same, count) -> count == 1 ? null : count - 1);
    }

    /** Whether an upload goes on at the path or below it: what it will leave there is not known yet. */
    boolean isBeingWritten(VirtualPath path) {
        return writing.keySet().stream().anyMatch(upload -> upload.startsWith(path));
    }

    // ------------------------------------------------------------------ any thread

    synchronized boolean isKnown() {
        return settled != null;
    }

    /** Changes whenever the tree was counted: what was reserved before belongs to another account. */
    synchronized long epoch() {
        return epoch;
    }

    /**
     * Reserves room for what is about to be written.
     *
     * @throws StorageException QUOTA_EXCEEDED; nothing is reserved then
     */
    synchronized void reserve(VirtualPath path, long bytes, long entries, StoreLimits limits) throws StorageException {
        var now = usage();
        if (bytes > 0 && bytes > limits.quota() - now.bytes()) {
            throw new StorageException(StorageException.Kind.QUOTA_EXCEEDED, path.toString(), "Quota exceeded: "
                    + now.bytes() + " of " + limits.quota() + " bytes are used; delete something.");
        }
        if (entries > 0 && entries > limits.quotaFiles() - now.entries()) {
            throw new StorageException(StorageException.Kind.QUOTA_EXCEEDED, path.toString(), "Quota exceeded: "
                    + now.entries() + " of " + limits.quotaFiles()
                    + " files and directories are used; delete something.");
        }
        reservedBytes += bytes;
        reservedEntries += entries;
    }

    synchronized void release(long bytes, long entries) {
        reservedBytes -= bytes;
        reservedEntries -= entries;
    }

    /** Something of the tree has changed by this much. */
    synchronized void settle(long bytes, long entries) {
        var before = settled;
        if (before != null) {
            settled = new Usage(Math.max(0, before.bytes() + bytes), Math.max(0, before.entries() + entries));
        }
    }

    /** What stands there and what is reserved; zero while nothing is known. */
    synchronized Usage usage() {
        var now = settled == null ? new Usage(0, 0) : settled;
        return new Usage(now.bytes() + reservedBytes, now.entries() + reservedEntries);
    }

    /** Something has been taken away that was not seen here: it is counted again before anything is said of it. */
    public void countAnew() {
        changes.lock();
        try {
            if (isKnown()) {
                overlook();
            }
        } finally {
            changes.unlock();
        }
    }

    /** The server ends in good order: what is known is kept, unless uploads are still going on. */
    public void close() {
        changes.lock();
        try {
            synchronized (this) {
                if (settled != null && writing.isEmpty()) {
                    keeper.keep(settled);
                }
                settled = null;
            }
        } finally {
            changes.unlock();
        }
    }
}
