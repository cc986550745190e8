package dev.ftpsd.storage;

import java.util.concurrent.atomic.AtomicBoolean;

/** A store whose disk fails once, at the look that follows a change. */
final class FailingLook extends ForwardingStore {

    private final AtomicBoolean fails;

    /** @param fails set by each change */
    FailingLook(FileStore files, AtomicBoolean fails) {
        super(files);
        this.fails = fails;
    }

    @Override
    public FileEntry stat(VirtualPath path) throws StorageException {
        if (fails.getAndSet(false)) {
            throw StorageException.of(StorageException.Kind.FAILED, path);
        }
        return super.stat(path);
    }

    @Override
    public void delete(VirtualPath path) throws StorageException {
        super.delete(path);
        fails.set(true);
    }

    @Override
    public void rename(VirtualPath from, VirtualPath to, boolean overwrite) throws StorageException {
        super.rename(from, to, overwrite);
        fails.set(true);
    }
}
