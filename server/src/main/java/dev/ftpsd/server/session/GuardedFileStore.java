package dev.ftpsd.server.session;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

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
    private final UploadRights uploads;

    public GuardedFileStore(FileStore files, RightsTable rights) {
        this.files = files;
        this.rights = rights;
        this.uploads = new UploadRights(files, rights);
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
        require(rights, right, path);
    }

    static void require(RightsTable rights, Right right, VirtualPath path) throws StorageException {
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
        uploads.require(path, mode, offset);
        if (uploads.isDropped(path, mode)) {
            UploadCheck.checkParent(files, path);
            return;
        }
        UploadCheck.check(files, path, mode, offset);
    }

    /** The letters of the Perm fact (RFC 3659 §7.5.5) for an entry at {@code path}. */
    public String permissions(VirtualPath path, FileEntry entry) {
        return PermissionLetters.of(rights, path.toString(), entry);
    }

    /** The same for the entries of one directory, by one thread: for a long listing. */
    public Function<FileEntry, String> permissionsIn(VirtualPath directory) {
        return new DirectoryPermissions(rights, directory.prefix());
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
        uploads.require(path, mode, offset);
        return uploads.open(path, mode, offset);
    }

    /**
     * Nothing for somebody who may not go on from it. One byte less than there is: of an upload that has come whole but was not confirmed,
     * a client that asks for the size would think that the file is there, and send nothing. So a byte comes again.
     */
    @Override
    public OptionalLong partOf(VirtualPath path) throws StorageException {
        if (rights.hides(path.toString()) || !rights.allows(Right.APPEND, path.toString())) {
            return OptionalLong.empty();
        }
        var part = files.partOf(path).orElse(0);
        return part > 1 ? OptionalLong.of(part - 1) : OptionalLong.empty();
    }

    /** For programs of the administrator, whatever the user may do. */
    @Override
    public Optional<String> place(VirtualPath path) throws StorageException {
        return files.place(path);
    }

    @Override
    public void checkRoom(VirtualPath path, WriteMode mode, long bytes) throws StorageException {
        // What is dropped finds a name that is free.
        files.checkRoom(uploads.isDropped(path, mode) ? path.parent() : path, mode, bytes);
    }

    @Override
    public void makeDirectory(VirtualPath path) throws StorageException {
        uploads.refuseHiddenName(path);
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
        uploads.refuseHiddenName(to);
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

    /**
     * As {@link #setModified}, and the time that came of it: a file system takes the nearest that it can keep.
     *
     * @throws StorageException as {@link #setModified}
     */
    public Instant setAndTellModified(VirtualPath path, Instant modified) throws StorageException {
        setModified(path, modified);
        return files.stat(path).modified();
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
