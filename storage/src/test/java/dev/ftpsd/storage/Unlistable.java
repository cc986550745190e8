package dev.ftpsd.storage;

/** A store whose disk fails when a directory is read. */
final class Unlistable extends ForwardingStore {

    Unlistable(FileStore files) {
        super(files);
    }

    @Override
    public DirectoryListing list(VirtualPath directory) throws StorageException {
        throw StorageException.of(StorageException.Kind.FAILED, directory);
    }
}
