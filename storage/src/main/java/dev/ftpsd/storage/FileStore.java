package dev.ftpsd.storage;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The files of one user, named by virtual path.
 *
 * <p>Every call may wait for a disk and so belongs on a thread that may wait. An implementation is safe for use by several
 * threads at once. Failures are {@link StorageException}s whose kind says what the client did or met; no message ever holds
 * a path of the machine underneath.
 */
public interface FileStore {

    /**
     * What stands at a path.
     *
     * @throws StorageException NOT_FOUND if nothing does
     */
    FileEntry stat(VirtualPath path) throws StorageException;

    /**
     * As {@link #stat}, for whoever is about to make what is not there.
     *
     * @return empty where nothing stands there, in a directory that is there
     * @throws StorageException NOT_FOUND if its parent is missing or is no directory
     */
    default Optional<FileEntry> find(VirtualPath path) throws StorageException {
        try {
            return Optional.of(stat(path));
        } catch (StorageException e) {
            if (e.kind() == StorageException.Kind.NOT_FOUND && !path.isRoot() && stat(path.parent()).isDirectory()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The entries of a directory, in no order, without {@code .} and {@code ..}, read as the caller goes on.
     * Entries that vanish meanwhile, and names that no FTP reply can hold (control characters, invalid encoding), are left
     * out. One that cannot be looked at, such as the mount of another user, is {@link FileEntry.Kind#OTHER} and hides no
     * other. Close it.
     *
     * @throws StorageException NOT_FOUND, NOT_A_DIRECTORY, DENIED
     */
    DirectoryListing list(VirtualPath directory) throws StorageException;

    /**
     * Opens a regular file for reading.
     *
     * @throws StorageException NOT_FOUND, NOT_A_FILE (a directory, a device, a FIFO), DENIED
     */
    FileSource openRead(VirtualPath path) throws StorageException;

    /**
     * Opens a file for writing. What is written becomes visible as {@link WriteMode} says, at the latest by
     * {@link FileSink#commit()}. Parent directories are never made.
     *
     * @param mode how the new bytes meet those that are there
     * @param offset where the first byte goes, in bytes from the start: 0 unless {@link WriteMode#takesOffset()}
     * @throws StorageException NOT_FOUND (no such parent), NOT_A_FILE, ALREADY_EXISTS (CREATE_NEW), DENIED, NO_SPACE, BUSY
     *         (another writer has it), OUT_OF_RANGE (offset beyond the end)
     */
    FileSink openWrite(VirtualPath path, WriteMode mode, long offset) throws StorageException;

    /**
     * The bytes that a broken upload of this name, by the user of this store, has left to go on from. They are no file: no
     * listing shows them and no other method but {@link #delete} finds them. {@link WriteMode#RESUME} goes on from them
     * wherever they reach to its offset, {@link WriteMode#APPEND} where no file of that name stands; beside a file that is older
     * than they are, APPEND is BUSY, and RESUME beyond them OUT_OF_RANGE; beside one that was written behind them they count only for
     * RESUME at just their end.
     *
     * @return empty where there are none, or where this store keeps none
     */
    default OptionalLong partOf(VirtualPath path) throws StorageException {
        return OptionalLong.empty();
    }

    /**
     * Where a name is on this machine, as an absolute path, whether something stands there or not: for programs of the
     * administrator, never for clients. A link in the last place is not followed.
     *
     * @return empty where files are not on this machine
     * @throws StorageException NOT_FOUND (no such parent), DENIED
     */
    default Optional<String> place(VirtualPath path) throws StorageException {
        return Optional.empty();
    }

    /**
     * What can be said before the first byte of an upload comes: whether somebody else is writing there, and whether there is
     * room for it. Nothing is held by it, so that {@link #openWrite} may still fail of either.
     *
     * @param path a file, there or not; or a directory, for room alone
     * @param bytes that will come; 0 where the client has not told
     * @throws StorageException BUSY, NO_SPACE, QUOTA_EXCEEDED, TOO_LARGE
     */
    default void checkRoom(VirtualPath path, WriteMode mode, long bytes) throws StorageException {
        // A store without limits and writers of its own learns it when it writes.
    }

    /**
     * Makes one directory; its parent must be there.
     *
     * @throws StorageException NOT_FOUND (no such parent), ALREADY_EXISTS, DENIED, NO_SPACE
     */
    void makeDirectory(VirtualPath path) throws StorageException;

    /**
     * Removes an empty directory.
     *
     * @throws StorageException NOT_FOUND, NOT_A_DIRECTORY (a link to one is none), NOT_EMPTY, DENIED (the root always)
     */
    void removeDirectory(VirtualPath path) throws StorageException;

    /**
     * Deletes a file or a link, never what a link points at; and what a broken upload of that name has left, which counts
     * where there is no file.
     *
     * @throws StorageException NOT_FOUND, NOT_A_FILE, DENIED
     */
    void delete(VirtualPath path) throws StorageException;

    /**
     * Renames a file or a directory in one step.
     *
     * @param overwrite whether a file at {@code to} is replaced; a directory never is
     * @throws StorageException NOT_FOUND, ALREADY_EXISTS, DENIED, INTO_ITSELF (a directory below itself), OTHER_DEVICE
     */
    void rename(VirtualPath from, VirtualPath to, boolean overwrite) throws StorageException;

    /**
     * Sets the time of last modification.
     *
     * @throws StorageException NOT_FOUND, DENIED
     */
    void setModified(VirtualPath path, Instant modified) throws StorageException;

    /**
     * Sets the permission bits of a file or a directory; a link is not followed. The root's stay as they are.
     *
     * @param mode 0 to 0777
     * @throws StorageException NOT_FOUND, DENIED (a link, a device, the root, a file of another owner)
     */
    void setMode(VirtualPath path, int mode) throws StorageException;

    /**
     * The bytes that can still be written below {@code path}.
     *
     * @throws StorageException NOT_FOUND, FAILED
     */
    long space(VirtualPath path) throws StorageException;
}
