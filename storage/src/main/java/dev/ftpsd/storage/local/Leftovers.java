package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.local.WriteLocks.Claim;

/**
 * What broken uploads and crashes have left in a directory under names that the store keeps for itself. It is deleted only
 * while nobody writes to it. What another process is still writing is young.
 */
record Leftovers(Duration keep) {

    private static final Duration LEAST = Duration.ofHours(1);

    Leftovers {
        keep = keep.compareTo(LEAST) < 0 ? LEAST : keep;
    }

    /** Whether nothing has been written to it for long enough. */
    boolean isOld(Attributes found) {
        return found.modified().isBefore(Instant.now().minus(keep));
    }

    /** Whether an upload of this process is writing to it. */
    static boolean isBeingWritten(OpenDirectory directory, Path name) throws IOException {
        return WriteLocks.isHeld(directory.key(), name.toString());
    }

    /**
     * Deletes a file of a reserved name unless somebody is writing to it.
     *
     * @return whether it has gone
     */
    static boolean delete(OpenDirectory directory, Path name) throws IOException {
        try (var claim = new Claim()) {
            if (!claim.name(directory.key(), name.toString())) {
                return false;
            }
            directory.deleteFile(name);
            return true;
        }
    }

    /**
     * Empties a directory that looks empty to its user, so that it can be removed. Nothing is deleted before all of it may go: what waits
     * there may be another user's.
     *
     * @throws StorageException NOT_EMPTY if it holds anything else; BUSY while a file is being uploaded to it
     */
    static void empty(Place place, VirtualPath path) throws IOException {
        try (var directory = place.directory().directory(place.name()); var claim = new Claim()) {
            var names = leftIn(directory, path);
            for (var name : names) {
                if (!claim.name(directory.key(), name.toString())) {
                    throw StorageException.of(Kind.BUSY, path);
                }
            }
            for (var name : names) {
                directory.deleteFile(name);
            }
        }
    }

    /** @throws StorageException NOT_EMPTY if the directory holds anything but files of reserved names */
    private static List<Path> leftIn(OpenDirectory directory, VirtualPath path) throws IOException {
        var left = new ArrayList<Path>();
        for (var names = directory.names(); names.hasNext();) {
            var name = names.next().getFileName();
            if (!Reserved.isReserved(name.toString())
                    || directory.attributesIfAny(name).filter(Attributes::isDirectory).isPresent()) {
                throw StorageException.of(Kind.NOT_EMPTY, path);
            }
            left.add(name);
        }
        return left;
    }
}
