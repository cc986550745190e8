package dev.ftpsd.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

import dev.ftpsd.storage.StorageException.Kind;

/**
 * A user's files with the user's limits: no file grows beyond its size, and all together not beyond the quota. An upload that
 * replaces a file needs room for what it is larger by, as the old one goes when it is whole. One that hits a limit under a new
 * name leaves nothing there.
 *
 * <p>While a file is uploaded under a quota, that file, and directories above it, cannot be deleted or moved (BUSY), since it is
 * not known yet what will stand there.
 */
public final class QuotaStore implements FileStore {

    private final FileStore files;
    private final Standing standing;
    private final QuotaLedger ledger;
    private final Supplier<StoreLimits> limits;

    /**
     * Limits a store.
     *
     * @param files all that the user sees
     * @param ledger shared by all stores that see the same files
     * @param limits asked anew at each step, so that a reload takes effect
     */
    public QuotaStore(FileStore files, QuotaLedger ledger, Supplier<StoreLimits> limits) {
        this.files = files;
        this.standing = new Standing(files);
        this.ledger = ledger;
        this.limits = limits;
    }

    @Override
    public FileSink openWrite(VirtualPath path, WriteMode mode, long offset) throws StorageException {
        ledger.changes().lock();
        try {
            var counted = counts();
            var part = counted ? standing.partAt(path) : Usage.NONE;
            var before = counted ? standing.fileAt(path).plus(part) : Usage.NONE;
            var entries = counted && before.entries() == 0 ? 1 : 0;
            reserve(path, 0, entries);
            try {
                var position = mode == WriteMode.APPEND && isLimited() ? standing.endOf(path) : offset;
                var writing = new Writing(path, standing, counted ? before : null);
                var upload = new QuotaSink.Upload(path, writing, counted, before, part, position);
                var sink = new QuotaSink(files.openWrite(path, mode, offset), upload, this, ledger);
                ledger.beginWriting(writing);
                return sink;
            } catch (StorageException | RuntimeException e) {
                ledger.release(0, entries);
                throw e;
            }
        } finally {
            ledger.changes().unlock();
        }
    }

    @Override
    public void checkRoom(VirtualPath path, WriteMode mode, long bytes) throws StorageException {
        files.checkRoom(path, mode, bytes);
        var now = limits.get();
        if (bytes > now.fileSize()) {
            throw now.tooLarge(path);
        }
        if (!now.hasQuota()) {
            return;
        }

        ledger.changes().lock();
        try {
            ledger.know(files);
            var before = standing.at(path);
            var growth = mode == WriteMode.REPLACE ? bytes - before.bytes() : bytes;
            // An upload of unknown length brings a byte at least, or there is no harm in its failing later.
            var isNew = before.entries() == 0;
            var needed = bytes == 0 && isNew ? 1 : Math.max(0, growth);
            reserve(path, needed, isNew ? 1 : 0);
            ledger.release(needed, isNew ? 1 : 0);
        } finally {
            ledger.changes().unlock();
        }
    }

    @Override
    public void makeDirectory(VirtualPath path) throws StorageException {
        change(counted -> {
            var entries = counted ? 1 : 0;
            reserve(path, 0, entries);
            try {
                files.makeDirectory(path);
                ledger.settle(0, entries);
            } finally {
                ledger.release(0, entries);
            }
        });
    }

    @Override
    public void removeDirectory(VirtualPath path) throws StorageException {
        change(counted -> {
            var hidden = counted ? standing.hiddenIn(path) : Usage.NONE;
            files.removeDirectory(path);
            ledger.settle(-hidden.bytes(), -1 - hidden.entries());
        });
    }

    @Override
    public void delete(VirtualPath path) throws StorageException {
        change(counted -> {
            refuseWhileWritten(counted, path);
            var change = new CountedChange(ledger, standing, counted ? List.of(path) : List.of());
            files.delete(path);
            change.settle();
        });
    }

    @Override
    public void rename(VirtualPath from, VirtualPath to, boolean overwrite) throws StorageException {
        change(counted -> {
            refuseWhileWritten(counted, from);
            if (counted && (overwrite || standing.sizeOf(to).isEmpty())) {
                refuseWhileWritten(true, to);
            }
            // Two names of one file both stay (rename(2)).
            var change = new CountedChange(ledger, standing, counted ? List.of(from, to) : List.of());
            files.rename(from, to, overwrite);
            change.settle();
        });
    }

    private boolean isLimited() {
        return limits.get().fileSize() != Long.MAX_VALUE || limits.get().hasQuota();
    }

    @Override
    public long space(VirtualPath path) throws StorageException {
        var room = files.space(path);
        var now = limits.get();
        if (!now.hasQuota()) {
            return room;
        }
        ledger.changes().lock();
        try {
            ledger.know(files);
            return Math.clamp(now.quota() - ledger.usage().bytes(), 0, room);
        } finally {
            ledger.changes().unlock();
        }
    }

    private interface Change {
        void make(boolean counted) throws StorageException;
    }

    private void change(Change change) throws StorageException {
        ledger.changes().lock();
        try {
            change.make(counts());
        } finally {
            ledger.changes().unlock();
        }
    }

    /** Whether what happens now is counted: for whoever has a quota, and for others who see the same tree. */
    private boolean counts() throws StorageException {
        if (limits.get().hasQuota()) {
            ledger.know(files);
        }
        if (!ledger.isKnown()) {
            ledger.overlook();
            return false;
        }
        return true;
    }

    /** Nobody is refused for what an administrator's script has taken away since the last count. */
    void reserve(VirtualPath path, long bytes, long entries) throws StorageException {
        try {
            ledger.reserve(path, bytes, entries, limits.get());
        } catch (StorageException e) {
            if (!ledger.countAgain(files)) {
                throw e;
            }
            ledger.reserve(path, bytes, entries, limits.get());
        }
    }

    private void refuseWhileWritten(boolean counted, VirtualPath path) throws StorageException {
        if (counted && ledger.isBeingWritten(path)) {
            throw StorageException.of(Kind.BUSY, path);
        }
    }

    Standing standing() {
        return standing;
    }

    StoreLimits limits() {
        return limits.get();
    }

    // ------------------------------------------------------------------ as they are

    @Override
    public FileEntry stat(VirtualPath path) throws StorageException {
        return files.stat(path);
    }

    @Override
    public Optional<FileEntry> find(VirtualPath path) throws StorageException {
        return files.find(path);
    }

    @Override
    public DirectoryListing list(VirtualPath directory) throws StorageException {
        return files.list(directory);
    }

    @Override
    public OptionalLong partOf(VirtualPath path) throws StorageException {
        return files.partOf(path);
    }

    @Override
    public Optional<String> place(VirtualPath path) throws StorageException {
        return files.place(path);
    }

    @Override
    public FileSource openRead(VirtualPath path) throws StorageException {
        return files.openRead(path);
    }

    @Override
    public void setModified(VirtualPath path, Instant modified) throws StorageException {
        files.setModified(path, modified);
    }

    @Override
    public void setMode(VirtualPath path, int mode) throws StorageException {
        files.setMode(path, mode);
    }
}
