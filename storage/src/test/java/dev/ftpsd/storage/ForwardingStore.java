package dev.ftpsd.storage;

import java.time.Instant;

/** Gives all to another store: who puts one on top overrides what is to be different. */
class ForwardingStore implements FileStore {

    private final FileStore files;

    ForwardingStore(FileStore files) {
        this.files = files;
    }

    @Override
    public FileEntry stat(VirtualPath path) throws StorageException {
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
    }

    @Override
    public void rename(VirtualPath from, VirtualPath to, boolean overwrite) throws StorageException {
        files.rename(from, to, overwrite);
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
