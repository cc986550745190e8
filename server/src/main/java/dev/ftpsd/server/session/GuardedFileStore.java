package dev.ftpsd.server.session;

import java.time.Instant;
import java.util.OptionalLong;

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
 * A name that a rule hides is as good as absent, and nothing can be made under it.
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
     * @throws StorageException DENIED; NOT_FOUND for a hidden name
     */
    public void require(Right right, VirtualPath path) throws StorageException {
        if (rights.hides(path.toString())) {
            throw StorageException.of(Kind.NOT_FOUND, path);
        }
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
        requireWrite(path, mode, offset);
        if (isDropped(path, mode)) {
            UploadCheck.checkParent(files, path);
            return;
        }
        UploadCheck.check(files, path, mode, offset);
    }

    /** The letters of the Perm fact (RFC 3659 §7.5.5) for an entry at {@code path}. */
    public String permissions(VirtualPath path, FileEntry entry) {
        return PermissionLetters.of(rights, path.toString(), entry);
    }

    /** The same for an entry of a directory, whose path ends with a slash here: once for each of a long listing. */
    public String permissions(String directory, FileEntry entry) {
        return PermissionLetters.of(rights, directory + entry.name(), entry);
    }

    /**
     * The file whose text is shown to whoever enters {@code directory}. It is for all who may be there, also where they
     * may not read and where its name is hidden.
     *
     * @throws StorageException NOT_FOUND, NOT_A_FILE
     */
    public FileSource openDirectoryMessage(VirtualPath directory, String name) throws StorageException {
        stat(directory);
        return files.openRead(directory.child(name));
    }

    // ------------------------------------------------------------------ FileStore

    @Override
    public FileEntry stat(VirtualPath path) throws StorageException {
        var entry = statVisible(path);
        if (entry.isDirectory() && !rights.reaches(path.toString())) {
            throw new StorageException(Kind.DENIED, path.toString(),
                    "Permission denied: no right to anything here; ask the administrator.");
        }
        if (!entry.isDirectory() && !rights.allows(Right.READ, path.toString())) {
            require(Right.LIST, path);
        }
        return entry;
    }

    /**
     * What stands at a path, told to somebody who may do something else than look.
     *
     * @throws StorageException DENIED without that right; NOT_FOUND
     */
    public FileEntry stat(VirtualPath path, Right right) throws StorageException {
        require(right, path);
        return files.stat(path);
    }

    /** Where no file is seen, one that is missing is told like one that is there. */
    private FileEntry statVisible(VirtualPath path) throws StorageException {
        if (rights.hides(path.toString())) {
            throw StorageException.of(Kind.NOT_FOUND, path);
        }
        try {
            return files.stat(path);
        } catch (StorageException e) {
            if (e.kind() == Kind.NOT_FOUND && !rights.allows(Right.READ, path.toString())) {
                require(Right.LIST, path);
            }
            throw e;
        }
    }

    @Override
    public DirectoryListing list(VirtualPath directory) throws StorageException {
        require(Right.LIST, directory);
        return new VisibleNames(files.list(directory), directory, rights);
    }

    @Override
    public FileSource openRead(VirtualPath path) throws StorageException {
        require(Right.READ, path);
        return files.openRead(path);
    }

    @Override
    public FileSink openWrite(VirtualPath path, WriteMode mode, long offset) throws StorageException {
        requireWrite(path, mode, offset);
        if (isDropped(path, mode)) {
            return DropBox.open(files, path);
        }
        if (rights.allows(Right.APPEND, path.toString())) {
            return files.openWrite(path, mode, offset);
        }
        var isOnce = isNew(path, mode) && !rights.allows(Right.OVERWRITE, path.toString());
        return new OnceOnlySink(files.openWrite(path, isOnce ? WriteMode.CREATE_NEW : mode, offset),
                path);
    }

    /** Nothing for somebody who may not go on from it. */
    @Override
    public OptionalLong partOf(VirtualPath path) throws StorageException {
        return rights.hides(path.toString()) || !rights.allows(Right.APPEND, path.toString()) ? OptionalLong.empty()
                : files.partOf(path);
    }

    private boolean isNew(VirtualPath path, WriteMode mode) throws StorageException {
        return mode == WriteMode.CREATE_NEW || (mode == WriteMode.REPLACE && !UploadCheck.exists(files, path));
    }

    private boolean isDropped(VirtualPath path, WriteMode mode) {
        return mode == WriteMode.REPLACE && DropBox.holds(rights, path.toString());
    }

    @Override
    public void checkRoom(VirtualPath path, WriteMode mode, long bytes) throws StorageException {
        // What is dropped finds a name that is free.
        files.checkRoom(isDropped(path, mode) ? path.parent() : path, mode, bytes);
    }

    private void requireWrite(VirtualPath path, WriteMode mode, long offset) throws StorageException {
        refuseHiddenName(path);
        switch (mode) {
            case REPLACE -> require(
                    !isDropped(path, mode) && UploadCheck.exists(files, path) ? Right.OVERWRITE : Right.CREATE, path);
            case PATCH -> require(UploadCheck.exists(files, path) ? Right.OVERWRITE : Right.CREATE, path);
            case CREATE_NEW -> require(Right.CREATE, path);
            case APPEND -> require(Right.APPEND, path);
            case RESUME -> {
                require(Right.APPEND, path);
                // What goes on from there takes the place of the file.
                if (offset > 0 && files.partOf(path).orElse(0) >= offset && UploadCheck.exists(files, path)) {
                    require(Right.OVERWRITE, path);
                }
            }
        }
    }

    /** Told of every hidden name, whether or not something has it. */
    private void refuseHiddenName(VirtualPath path) throws StorageException {
        if (rights.hides(path.toString())) {
            throw StorageException.of(Kind.BAD_NAME, path);
        }
    }

    @Override
    public void makeDirectory(VirtualPath path) throws StorageException {
        refuseHiddenName(path);
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
        refuseHiddenName(to);
        require(Right.CREATE, to);
        if (files.stat(from).isDirectory() && !rights.letsDirectoryMove(from.toString(), to.toString())) {
            throw new StorageException(Kind.DENIED, from.toString(),
                    "Permission denied: rules of their own hold in this directory, so it keeps its name.");
        }
        files.rename(from, to, overwrite && rights.allows(Right.OVERWRITE, to.toString()));
    }

    @Override
    public void setModified(VirtualPath path, Instant modified) throws StorageException {
        require(Right.MTIME, path);
        files.setModified(path, modified);
    }

    @Override
    public void setMode(VirtualPath path, int mode) throws StorageException {
        require(Right.CHMOD, path);
        files.setMode(path, mode);
    }

    @Override
    public long space(VirtualPath path) throws StorageException {
        return files.space(path);
    }
}
