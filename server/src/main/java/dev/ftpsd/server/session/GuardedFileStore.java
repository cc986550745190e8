package dev.ftpsd.server.session;

import java.time.Instant;

import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.storage.DirectoryListing;
import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.FileSource;
import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;

/**
 * A user's files behind the user's rights. Every command sees files through this alone, so that a command which forgets to
 * ask is refused all the same.
 *
 * <p>Directories may be entered by anybody who may do anything there or below; whether their names are seen is the right to list.
 */
public final class GuardedFileStore implements FileStore {

    private final FileStore files;
    private final RightsTable rights;

    public GuardedFileStore(FileStore files, RightsTable rights) {
        this.files = files;
        this.rights = rights;
    }

    /** The same files under other rights, as a reload may give them. */
    public GuardedFileStore under(RightsTable other) {
        return new GuardedFileStore(files, other);
    }

    /**
     * Refuses what the user may not do.
     *
     * @throws StorageException DENIED
     */
    public void require(Right right, VirtualPath path) throws StorageException {
        if (!rights.allows(right, path.toString())) {
            throw new StorageException(Kind.DENIED, path.toString(),
                    "Permission denied: no right to " + right.word() + " here; ask the administrator.");
        }
    }

    /**
     * What can be said of an upload before 150: whether {@link #openWrite} would be refused.
     *
     * @throws StorageException DENIED, NOT_FOUND (no such parent), NOT_A_FILE, ALREADY_EXISTS, OUT_OF_RANGE
     */
    public void checkWrite(VirtualPath path, WriteMode mode, long offset) throws StorageException {
        requireWrite(path, mode);
        if (!exists(path)) {
            checkParent(path);
            checkOffset(path, offset, 0);
            return;
        }

        var entry = files.stat(path);
        if (!entry.isFile()) {
            throw new StorageException(Kind.NOT_A_FILE, path.toString(), "Not a regular file.");
        }
        if (mode == WriteMode.CREATE_NEW) {
            throw new StorageException(Kind.ALREADY_EXISTS, path.toString(), "File already exists.");
        }
        checkOffset(path, offset, entry.size());
    }

    private void checkParent(VirtualPath path) throws StorageException {
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

    private boolean exists(VirtualPath path) throws StorageException {
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

    /** The letters of the Perm fact (RFC 3659 §7.5.5) for an entry at {@code path}. */
    public String permissions(VirtualPath path, FileEntry entry) {
        var at = path.toString();
        var letters = new StringBuilder();
        if (entry.isDirectory()) {
            append(letters, 'c', rights.allows(Right.CREATE, at));
            append(letters, 'd', rights.allows(Right.RMDIR, at));
            append(letters, 'e', true);
            append(letters, 'f', rights.allows(Right.RENAME, at));
            append(letters, 'l', rights.allows(Right.LIST, at));
            append(letters, 'm', rights.allows(Right.MKDIR, at));
            append(letters, 'p', rights.allows(Right.DELETE, at));
        } else {
            append(letters, 'a', rights.allows(Right.APPEND, at));
            append(letters, 'd', rights.allows(Right.DELETE, at));
            append(letters, 'f', rights.allows(Right.RENAME, at));
            append(letters, 'r', entry.isFile() && rights.allows(Right.READ, at));
            append(letters, 'w', entry.isFile() && rights.allows(Right.OVERWRITE, at));
        }
        return letters.toString();
    }

    private static void append(StringBuilder letters, char letter, boolean allowed) {
        if (allowed) {
            letters.append(letter);
        }
    }

    // ------------------------------------------------------------------ FileStore

    @Override
    public FileEntry stat(VirtualPath path) throws StorageException {
        var entry = files.stat(path);
        if (entry.isDirectory() && !rights.reaches(path.toString())) {
            throw new StorageException(Kind.DENIED, path.toString(),
                    "Permission denied: no right to anything here; ask the administrator.");
        }
        if (!entry.isDirectory() && !rights.allows(Right.READ, path.toString())) {
            require(Right.LIST, path);
        }
        return entry;
    }

    @Override
    public DirectoryListing list(VirtualPath directory) throws StorageException {
        require(Right.LIST, directory);
        return files.list(directory);
    }

    @Override
    public FileSource openRead(VirtualPath path) throws StorageException {
        require(Right.READ, path);
        return files.openRead(path);
    }

    @Override
    public FileSink openWrite(VirtualPath path, WriteMode mode, long offset) throws StorageException {
        requireWrite(path, mode);
        return files.openWrite(path, mode, offset);
    }

    private void requireWrite(VirtualPath path, WriteMode mode) throws StorageException {
        switch (mode) {
            case REPLACE -> require(exists(path) ? Right.OVERWRITE : Right.CREATE, path);
            case CREATE_NEW -> require(Right.CREATE, path);
            case APPEND, RESUME -> require(Right.APPEND, path);
        }
    }

    @Override
    public void makeDirectory(VirtualPath path) throws StorageException {
        require(Right.MKDIR, path);
        files.makeDirectory(path);
    }

    @Override
    public void removeDirectory(VirtualPath path) throws StorageException {
        require(Right.RMDIR, path);
        files.removeDirectory(path);
    }

    @Override
    public void delete(VirtualPath path) throws StorageException {
        require(Right.DELETE, path);
        files.delete(path);
    }

    @Override
    public void rename(VirtualPath from, VirtualPath to, boolean overwrite) throws StorageException {
        require(Right.RENAME, from);
        require(Right.CREATE, to);
        files.rename(from, to, overwrite && rights.allows(Right.OVERWRITE, to.toString()));
    }

    @Override
    public void setModified(VirtualPath path, Instant modified) throws StorageException {
        require(Right.MTIME, path);
        files.setModified(path, modified);
    }

    @Override
    public long space(VirtualPath path) throws StorageException {
        return files.space(path);
    }
}
