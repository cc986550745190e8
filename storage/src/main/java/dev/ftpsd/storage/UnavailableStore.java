package dev.ftpsd.storage;

import java.time.Instant;

/**
 * Stands where a directory should be that is not there, such as a disk that is not mounted: everything fails, and nothing goes to
 * what lies below it.
 */
public final class UnavailableStore implements FileStore {

    private static StorageException unavailable(VirtualPath path) {
        return new StorageException(StorageException.Kind.FAILED, path.toString(),
                "Not available now; ask the administrator.");
    }

    @Override
    public FileEntry stat(VirtualPath path) throws StorageException {
        throw unavailable(path);
    }

    @Override
    public DirectoryListing list(VirtualPath directory) throws StorageException {
        throw unavailable(directory);
    }

    @Override
    public FileSource openRead(VirtualPath path) throws StorageException {
        throw unavailable(path);
    }

    @Override
    public FileSink openWrite(VirtualPath path, WriteMode mode, long offset) throws StorageException {
        throw unavailable(path);
    }

    @Override
    public void makeDirectory(VirtualPath path) throws StorageException {
        throw unavailable(path);
    }

    @Override
    public void removeDirectory(VirtualPath path) throws StorageException {
        throw unavailable(path);
    }

    @Override
    public void delete(VirtualPath path) throws StorageException {
        throw unavailable(path);
    }

    @Override
    public void rename(VirtualPath from, VirtualPath to, boolean overwrite) throws StorageException {
        throw unavailable(from);
    }

    @Override
    public void setModified(VirtualPath path, Instant modified) throws StorageException {
        throw unavailable(path);
    }

    @Override
    public void setMode(VirtualPath path, int mode) throws StorageException {
        throw unavailable(path);
    }

    @Override
    public long space(VirtualPath path) throws StorageException {
        throw unavailable(path);
    }
}
