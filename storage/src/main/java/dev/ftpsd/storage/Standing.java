package dev.ftpsd.storage;

import java.util.Optional;
import java.util.OptionalLong;

import dev.ftpsd.storage.StorageException.Kind;

/** How much stands under a name, out of sight as well. Safe for several threads. */
record Standing(FileStore files) {

    /** The file, and what a broken upload of it has left; nothing for a directory. */
    Usage at(VirtualPath path) throws StorageException {
        return fileAt(path).plus(partAt(path));
    }

    /** The file alone; nothing for a directory. */
    Usage fileAt(VirtualPath path) throws StorageException {
        return of(sizeOf(path));
    }

    /** What a broken upload has left there. */
    Usage partAt(VirtualPath path) throws StorageException {
        return of(files.partOf(path));
    }

    private static Usage of(OptionalLong size) {
        return size.isPresent() ? new Usage(size.getAsLong(), 1) : Usage.NONE;
    }

    /** What goes with a directory that looks empty. */
    Usage hiddenIn(VirtualPath directory) throws StorageException {
        try (var listing = files.list(directory)) {
            return listing.next().isEmpty() ? listing.hidden() : Usage.NONE;
        }
    }

    /** Where APPEND puts its first byte. */
    long endOf(VirtualPath path) throws StorageException {
        var file = sizeOf(path);
        return file.isPresent() ? file.getAsLong() : files.partOf(path).orElse(0);
    }

    /** The size of whatever is there and is no directory; empty where nothing is. */
    OptionalLong sizeOf(VirtualPath path) throws StorageException {
        var entry = entryOf(path);
        return entry.isPresent() ? OptionalLong.of(entry.get().size()) : OptionalLong.empty();
    }

    /** Whatever is there and is no directory; empty where nothing is. */
    Optional<FileEntry> entryOf(VirtualPath path) throws StorageException {
        try {
            return Optional.of(files.stat(path)).filter(entry -> !entry.isDirectory());
        } catch (StorageException e) {
            if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.NOT_A_DIRECTORY) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
