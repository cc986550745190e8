package dev.ftpsd.storage.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;

/**
 * Objects as files. Their times are whole seconds, since the storage tells them so in one answer and finer in another; the tag of
 * their content goes into {@code unique}, so that a file that was replaced is another one.
 */
record Objects(Bucket bucket) {

    private static final int FILE_MODE = 0644;
    private static final int DIRECTORY_MODE = 0755;

    /** @throws StorageException NOT_FOUND */
    FileEntry stat(VirtualPath path) throws StorageException {
        if (path.isRoot()) {
            return directory(path);
        }
        var object = bucket.head(path);
        if (object.isPresent()) {
            return file(path, object.get().contentLength(), object.get().lastModified(), object.get().eTag());
        }
        if (bucket.count(path) == 0) {
            throw StorageException.of(Kind.NOT_FOUND, path);
        }
        return directory(path);
    }

    FileEntry file(VirtualPath path, long size, Instant modified, String tag) {
        return new FileEntry(path.name(), FileEntry.Kind.FILE, size, modified.truncatedTo(ChronoUnit.SECONDS),
                bucket.unique(bucket.location().key(path), tag), FILE_MODE);
    }

    /** The storage knows no time of a directory. */
    FileEntry directory(VirtualPath path) {
        return new FileEntry(path.name(), FileEntry.Kind.DIRECTORY, 0, Instant.EPOCH,
                bucket.unique(bucket.location().directory(path), ""), DIRECTORY_MODE);
    }

    /** @throws StorageException NOT_FOUND if there is no directory for it */
    void requireParent(VirtualPath path) throws StorageException {
        if (!stat(path.parent()).isDirectory()) {
            throw StorageException.of(Kind.NOT_FOUND, path);
        }
    }

    /** Whether there is nothing in a directory. */
    boolean isEmpty(VirtualPath directory) throws StorageException {
        return bucket.count(directory) == (bucket.isKept(directory) ? 1 : 0);
    }

    /** A directory is not to vanish with the last thing in it. */
    void keepParent(VirtualPath path) throws StorageException {
        if (!path.parent().isRoot() && !bucket.isKept(path.parent())) {
            bucket.keep(path.parent());
        }
    }

    /** Whether anything is there. */
    boolean exists(VirtualPath path) throws StorageException {
        try {
            stat(path);
            return true;
        } catch (StorageException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
