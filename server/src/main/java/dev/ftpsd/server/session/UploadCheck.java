package dev.ftpsd.server.session;

import java.util.Optional;

import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;

/** What can be said of an upload before 150, rights apart. */
final class UploadCheck {

    private UploadCheck() {}

    /** @throws StorageException NOT_FOUND (no such parent), NOT_A_FILE, ALREADY_EXISTS, OUT_OF_RANGE */
    static void check(FileStore files, VirtualPath path, WriteMode mode, long offset) throws StorageException {
        var found = find(files, path);
        if (found.isEmpty()) {
            var part = offset == 0 ? 0 : files.partOf(path).orElse(0);
            // A range says nothing of what stands before it: it goes on where SIZE says, or where all of it ends.
            checkOffset(path, offset, mode == WriteMode.PATCH && offset < part - 1 ? 0 : part);
            return;
        }

        var entry = found.get();
        if (!entry.isFile()) {
            throw new StorageException(Kind.NOT_A_FILE, path.toString(), "Not a regular file.");
        }
        if (mode.isNew()) {
            throw new StorageException(Kind.ALREADY_EXISTS, path.toString(), "File already exists.");
        }
        var part = mode == WriteMode.APPEND || offset > 0 ? files.partOf(path).orElse(0) : 0;
        checkOffset(path, offset, Math.max(entry.size(), part));
        if (part > 0 && (mode == WriteMode.APPEND || (mode == WriteMode.RESUME && offset > part))) {
            // The store alone knows which of the two is meant. Without a byte nothing changes.
            files.openWrite(path, mode, offset).close();
        }
    }

    private static Optional<FileEntry> find(FileStore files, VirtualPath path) throws StorageException {
        try {
            return files.find(path);
        } catch (StorageException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                // It may say more.
                checkParent(files, path);
            }
            throw e;
        }
    }

    /** @throws StorageException NOT_FOUND, NOT_A_DIRECTORY */
    static void checkParent(FileStore files, VirtualPath path) throws StorageException {
        if (!files.stat(path.parent()).isDirectory()) {
            throw new StorageException(Kind.NOT_A_DIRECTORY, path.toString(), "Its parent is not a directory.");
        }
    }

    private static void checkOffset(VirtualPath path, long offset, long size) throws StorageException {
        if (offset > size) {
            throw new StorageException(Kind.OUT_OF_RANGE, path.toString(),
                    "Restart offset " + offset + " is beyond the end of the file (" + size + " bytes).");
        }
    }

    static boolean exists(FileStore files, VirtualPath path) throws StorageException {
        try {
            files.stat(path);
            return true;
        } catch (StorageException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
