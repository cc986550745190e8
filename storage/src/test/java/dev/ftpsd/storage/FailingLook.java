package dev.ftpsd.storage;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A store whose disk fails once, at the look that follows a change.
 *
 * @param fails set by each change
 */
record FailingLook(FileStore files, AtomicBoolean fails) implements FileStore {

    @Override
    public FileEntry stat(VirtualPath path) throws StorageException {
        if (fails.getAndSet(false)) {
            throw StorageException.of(StorageException.Kind.FAILED, path);
        }
        return files.stat(path);
    }

    @Override
    public DirectoryListing list(VirtualPath directory) throws StorageException {
        return files.list(directory);
    }

    @Override
    public FileSource openRead(VirtualPath path) throws StorageException {
        return files.openRead(path);
    }

    @Override
    public FileSink openWrite(VirtualPath path, WriteMode mode, long offset) throws StorageException {
        return files.openWrite(path, mode, offset);
    }

    @Override
    public void makeDirectory(VirtualPath path) throws StorageException {
        files.makeDirectory(path);
    }

    @Override
    public void removeDirectory(VirtualPath path) throws StorageException {
        files.removeDirectory(path);
    }

    @Override
    public void delete(VirtualPath path) throws StorageException {
        files.delete(path);
        fails.set(true);
    }

    @Override
    public void rename(VirtualPath from, VirtualPath to, boolean overwrite) throws StorageException {
        files.rename(from, to, overwrite);
        fails.set(true);
    }

    @Override
    public void setModified(VirtualPath path, Instant modified) throws StorageException {
        files.setModified(path, modified);
    }

    @Override
    public void setMode(VirtualPath path, int mode) throws StorageException {
        files.setMode(path, mode);
    }

    @Override
    public long space(VirtualPath path) throws StorageException {
        return files.space(path);
    }
}
