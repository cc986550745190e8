package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;

import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.local.Jail.LastLink;

/**
 * One rename, from handle to handle, in one step of the file system.
 *
 * <p>A name that must be free is taken in one step with the look whether it is ({@link OpenDirectory#moveIfFree}). Where there is no
 * such step the target is looked at through the handle just before, and a file, or an empty directory, that somebody puts there
 * between the look and the rename is replaced. Of two names (hard links) of one file, rename(2) removes neither.
 */
record Renaming(Jail jail, VirtualPath from, VirtualPath to) {

    void run(boolean overwrite) throws IOException {
        refuseRoot(from);
        refuseRoot(to);
        try (var source = jail.locate(from, LastLink.KEEP)) {
            var moved = source.attributesIfAny().orElseThrow(() -> StorageException.of(Kind.NOT_FOUND, from));
            if (moved.kind() == FileEntry.Kind.OTHER) {
                // Else a client could swap a FIFO for a file between another's look and its opening.
                throw StorageException.of(Kind.NOT_A_FILE, from);
            }
            if (from.equals(to)) {
                return;
            }
            if (moved.isDirectory() && to.startsWith(from)) {
                throw StorageException.of(Kind.INTO_ITSELF, to);
            }
            if (!moved.isDirectory()) {
                move(source, moved, overwrite);
                return;
            }
            try (var _ = WriteLocks.move(source.path()).orElseThrow(() -> new StorageException(Kind.BUSY,
                    from.toString(), "An upload in it is to be judged; try again when that is done."))) {
                move(source, moved, overwrite);
            }
        }
    }

    /** @throws StorageException DENIED for the root, which stays as it is */
    static void refuseRoot(VirtualPath path) throws StorageException {
        if (path.isRoot()) {
            throw StorageException.of(Kind.DENIED, path);
        }
    }

    private void move(Place source, Attributes moved, boolean overwrite) throws IOException {
        try (var target = jail.locate(to, LastLink.KEEP)) {
            var replaced = target.attributesIfAny();
            if (replaced.isPresent()) {
                refuseUnlessFile(moved, replaced.get(), overwrite);
            }
            if (moved.isLink() && !source.directory().key().equals(target.directory().key())) {
                // What it says would lead elsewhere from there, past rules that hold where it led.
                throw new StorageException(Kind.DENIED, from.toString(),
                        "A link keeps its folder: ask the administrator to make one there.");
            }
            var mustBeFree = replaced.isEmpty() && (!overwrite || moved.isDirectory());
            if (!mustBeFree || !moveIfFree(source, target)) {
                move(source, target, moved.isDirectory());
            }
        }
    }

    private boolean moveIfFree(Place source, Place target) throws IOException {
        try {
            return source.directory().moveIfFree(source.name(), target.directory(), target.name());
        } catch (FileAlreadyExistsException e) {
            throw StorageException.of(Kind.ALREADY_EXISTS, to, e);
        }
    }

    private void refuseUnlessFile(Attributes moved, Attributes replaced, boolean overwrite) throws StorageException {
        var isReplaceable = replaced.isFile() || replaced.isLink();
        if (!overwrite || moved.isDirectory() || !isReplaceable) {
            throw StorageException.of(Kind.ALREADY_EXISTS, to);
        }
    }

    private void move(Place source, Place target, boolean isDirectory) throws IOException {
        try {
            source.directory().move(source.name(), target.directory(), target.name());
        } catch (FileSystemException e) {
            // A directory below itself by way of a link: the walk could not see it, the kernel does.
            if (isDirectory && NioFailures.isInvalid(e)) {
                throw StorageException.of(Kind.INTO_ITSELF, to, e);
            }
            throw e;
        }
    }
}
