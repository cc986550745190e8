package dev.ftpsd.storage;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What stands in one tree and what is being added to it, for all sessions that see this tree. Safe for several threads.
 *
 * <p>Changes of the tree that are counted are made one after the other, each together with its look at what was there before: two
 * sessions that delete or replace the same file free it once. Bytes of uploads flow beside that; they are reserved before they
 * are written, and an upload's end puts what became of it in the place of what it had reserved.
 *
 * <p>The tree is counted by walking it when something must be known of it for the first time, and again before anything is refused and
 * when there is doubt, though once a minute at most. Uploads may go on meanwhile. A walk passes over the names that they write to, and
 * the account goes on holding for each what it held when the upload began (for one that began when nothing was known, what stands
 * there at the walk). So an upload that ends puts what it has become in the place of exactly that, however often the tree was counted
 * in between, and no end of an upload makes what is known unknown. Since a commit would move bytes from a name that is passed over to
 * one that is counted, none runs during a walk.
 *
 * <p>Doubt, such as when the end of an upload or a part of the tree could not be looked at, leaves the account as the best estimate until
 * it is counted: nobody is ever measured against an empty one. What is known at an orderly end is kept across restarts; while the server
 * runs nothing is kept, so that a crash leads to counting.
 */
public final class QuotaLedger {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Keeper keeper;
    private final LongSupplier nanoTime;
    private final ReentrantLock changes = new ReentrantLock();
    private final ReentrantReadWriteLock commits = new ReentrantReadWriteLock();
    private final Set<Writing> writing = new HashSet<>();
    private @Nullable Usage settled;
    private long reservedBytes;
    private long reservedEntries;
    private boolean doubtful;
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
        if (!isKnown()) {
            var kept = keeper.take();
            if (kept.isPresent()) {
                begin(kept.get(), nanoTime.getAsLong() - FRESH.toNanos(), true);
            } else {
                count(files);
            }
        } else if (isDoubtful() && isOld()) {
            count(files);
        }
    }

    private void count(FileStore files) throws StorageException {
        commits.writeLock().lock();
        try {
            var passedOver = new HashMap<String, Integer>();
            for (var upload : writing) {
                upload.addFile(passedOver);
            }
            var count = Usage.of(files, passedOver);
            var usage = count.usage();
            for (var upload : writing) {
                usage = usage.plus(upload.hold());
            }
            begin(usage, nanoTime.getAsLong(), count.isKnown());
        } finally {
            commits.writeLock().unlock();
        }
    }

    private synchronized void begin(Usage usage, long at, boolean isCertain) {
        settled = usage;
        countedAt = at;
        doubtful = !isCertain;
        nothingKept = true;
    }

    private synchronized boolean isDoubtful() {
        return doubtful;
    }

    private synchronized boolean isOld() {
        return nanoTime.getAsLong() - countedAt >= FRESH.toNanos();
    }

    /** Counts what is known already, as others than the server may have changed it; false if that was done just now. */
    boolean countAgain(FileStore files) throws StorageException {
        changes.lock();
        try {
            if (!isKnown() || !isOld()) {
                return false;
            }
            count(files);
            return true;
        } finally {
            changes.unlock();
        }
    }

    /** A change comes while nothing is known: what was kept is not true any more. */
    synchronized void overlook() {
        if (!nothingKept) {
            nothingKept = true;
            keeper.take();
        }
    }

    void beginWriting(Writing upload) {
        writing.add(upload);
    }

    void endWriting(Writing upload) {
        writing.remove(upload);
    }

    /** Whether an upload goes on at the path or below it: what it will leave there is not known yet. */
    boolean isBeingWritten(VirtualPath path) {
        return writing.stream().anyMatch(upload -> upload.isAtOrBelow(path));
    }

    // ------------------------------------------------------------------ any thread

    synchronized boolean isKnown() {
        return settled != null;
    }

    /** Held by each commit of an upload, so that none runs during a walk. */
    Lock commits() {
        return commits.readLock();
    }

    /** The account may be wrong, by something that could not be looked at. */
    synchronized void doubt() {
        doubtful = true;
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

    /** As {@link #settle} and {@link #release} in one: nobody sees both what has come and the room that was reserved for it. */
    synchronized void settleReserved(Usage change, Usage reserved) {
        settle(change.bytes(), change.entries());
        release(reserved.bytes(), reserved.entries());
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
            synchronized (this) {
                doubtful = true;
                countedAt = nanoTime.getAsLong() - FRESH.toNanos();
            }
        } finally {
            changes.unlock();
        }
    }

    /** The server ends in good order: what is known is kept, unless it is in doubt or uploads are still going on. */
    public void close() {
        changes.lock();
        try {
            synchronized (this) {
                if (settled != null && !doubtful && writing.isEmpty()) {
                    keeper.keep(settled);
                    // Who changes the tree from now on must find it, and take it away.
                    settled = null;
                    nothingKept = false;
                }
            }
        } finally {
            changes.unlock();
        }
    }
}
