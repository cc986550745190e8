package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.local.LocalPolicy.Sync;
import dev.ftpsd.storage.local.RegularFiles.Opened;
import dev.ftpsd.storage.local.WriteLocks.Claim;

/**
 * What an upload writes to, held until it ends: the directory handle and the claim on the name.
 *
 * @param path as the client asked for it
 */
record Target(Place place, VirtualPath path, LocalPolicy policy, Uploader uploader, Claim claim)
        implements AutoCloseable {

    /** Claims another name in the same directory as well; false if somebody else has it. */
    boolean claimBeside(Place other) throws IOException {
        return claim.name(other.directory().key(), other.name().toString());
    }

    /** Makes a file that was not there, with exactly these permissions whatever the umask of the process. */
    Opened create(Path name, Set<PosixFilePermission> permissions, Set<OpenOption> how) throws IOException {
        var options = new HashSet<>(how);
        options.add(StandardOpenOption.CREATE_NEW);
        var file = place.directory().open(name, options, permissions);
        try {
            var found = place.directory().attributes(name);
            correct(name, found, permissions);
            return new Opened(file, found);
        } catch (IOException | RuntimeException e) {
            Quietly.close(file);
            Quietly.attempt(() -> place.directory().deleteFile(name));
            throw e;
        }
    }

    /** Gives a file of this upload these bits, unless the file system lets nobody set any. */
    void correct(Path name, Attributes found, Set<PosixFilePermission> permissions) throws IOException {
        if (found.mode() == Modes.mode(permissions)) {
            return;
        }
        try {
            place.directory().setPermissions(name, permissions);
        } catch (IOException e) {
            if (!NioFailures.isRefusalOfBits(e) || !refusesBits(permissions)) {
                throw e;
            }
            uploader.hearOfBits(false);
        }
    }

    /** Told by a new file of our own: else the name may have been taken by another user's, who would read what comes. */
    private boolean refusesBits(Set<PosixFilePermission> permissions) throws IOException {
        var directory = place.directory();
        var name = place.sibling(Reserved.fresh()).name();
        directory.open(name, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions).close();
        try {
            return !Correction.attempt(() -> directory.setPermissions(name, permissions));
        } finally {
            Quietly.attempt(() -> directory.deleteFile(name));
        }
    }

    /** Takes a name that is free by an empty file, which is known by the key; empty where the name is taken. */
    Optional<Object> reserve() throws IOException {
        try {
            var made = create(place.name(), policy.filePermissions(), Set.of(StandardOpenOption.WRITE));
            made.file().close();
            return Optional.of(made.found().key());
        } catch (FileAlreadyExistsException e) {
            return Optional.empty();
        }
    }

    /** Forces the bytes to the disk where the policy says so. */
    void sync(FileChannel file) throws IOException {
        if (policy.sync() != Sync.NONE) {
            file.force(true);
        }
    }

    /** Fails where {@link #syncDirectory} would, behind all bytes: a directory that may not be read cannot be forced to the disk. */
    void requireSyncable() throws IOException {
        if (policy.sync() == Sync.FILE_AND_DIRECTORY) {
            openDirectory().close();
        }
    }

    private FileChannel openDirectory() throws IOException {
        return place.directory().open(place.self(), Set.of(StandardOpenOption.READ), Set.of());
    }

    /** Forces the name to the disk where the policy says so. */
    void syncDirectory() throws IOException {
        if (policy.sync() == Sync.FILE_AND_DIRECTORY) {
            try (var directory = openDirectory()) {
                directory.force(true);
            }
        }
    }

    /** Whether the file of that key still stands at the name. */
    boolean isThere(Object key) throws IOException {
        return place.attributesIfAny().filter(found -> found.key().equals(key)).isPresent();
    }

    /** Gives the upload its name; what stands there is replaced. */
    void show(Stage stage) throws IOException {
        place.directory().move(stage.place().name(), place.directory(), place.name());
    }

    /**
     * As {@link #show}, if the name is free, in one step with the look whether it is; where there is no such step an empty file
     * takes the name first.
     *
     * @return false if somebody has the name
     */
    boolean showIfFree(Stage stage) throws IOException {
        var directory = place.directory();
        try {
            return directory.moveIfFree(stage.place().name(), directory, place.name()) || reserveAndShow(stage);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private boolean reserveAndShow(Stage stage) throws IOException {
        var reservation = reserve();
        if (reservation.isEmpty()) {
            return false;
        }
        try {
            show(stage);
            return true;
        } catch (IOException e) {
            if (isThere(reservation.get())) {
                place.directory().deleteFile(place.name());
            }
            throw e;
        }
    }

    /** Why an upload that was to change the old file cannot: it is not there any more. */
    StorageException lost() {
        return new StorageException(Kind.BUSY, path.toString(),
                "The file was moved, deleted or replaced meanwhile, and what has come"
                        + " belongs to it: look there, and send this again.");
    }

    /** Another process has begun the same upload anew, and what stands there is its own; or it is gone, as with its directory. */
    StorageException takenAway(Stage stage) throws IOException {
        return stage.place().attributesIfAny().isPresent()
                ? new StorageException(Kind.BUSY, path.toString(),
                        "Another process has begun this file anew; send it again when that is done.")
                : new StorageException(Kind.NOT_FOUND, path.toString(),
                        "What had arrived is gone, perhaps with its directory; look there and send the file again.");
    }

    /** As {@link dev.ftpsd.storage.FileSink#hold}. */
    void hold(Stage stage) throws StorageException {
        try {
            if (claim.place(stage.place().path()) && stage.isAtItsPath()) {
                return;
            }
        } catch (IOException e) {
            throw StorageException.of(Kind.BUSY, path, e);
        }
        throw StorageException.of(Kind.BUSY, path);
    }

    /** What has been found, told of under the upload's own name. */
    FileEntry entry(Attributes found) {
        return new FileEntry(path.name(), found.kind(), found.size(), found.modified(),
                UniqueIds.identity(found.key()), found.mode());
    }

    @Override
    public void close() {
        claim.close();
        place.close();
    }
}
