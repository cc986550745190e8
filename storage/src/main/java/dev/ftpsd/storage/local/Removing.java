package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.local.Jail.LastLink;

/** Takes away what stands at a path, together with what its user cannot see. */
record Removing(Jail jail, Parts parts, VirtualPath path) {

    /**
     * A directory in which its user sees nothing: what broken uploads have left in it goes with it.
     *
     * @throws StorageException NOT_EMPTY; BUSY while a file is being uploaded to it
     */
    void directory() throws IOException {
        if (path.isRoot()) {
            throw StorageException.of(Kind.DENIED, path);
        }
        try (var place = jail.locate(path, LastLink.KEEP)) {
            if (!place.attributes().isDirectory()) {
                throw StorageException.of(Kind.NOT_A_DIRECTORY, path);
            }
            try {
                place.directory().deleteDirectory(place.name());
            } catch (DirectoryNotEmptyException e) {
                Leftovers.empty(place, path);
                place.directory().deleteDirectory(place.name());
            }
        }
    }

    /** A file or a link, and what a broken upload of that name has left; the latter alone where there is no file. */
    void file() throws IOException {
        if (path.isRoot()) {
            throw StorageException.of(Kind.NOT_A_FILE, path);
        }
        try (var place = jail.locate(path, LastLink.KEEP)) {
            var found = place.attributesIfAny();
            if (found.isPresent()) {
                if (!found.get().isFile() && !found.get().isLink()) {
                    throw StorageException.of(Kind.NOT_A_FILE, path);
                }
                place.directory().deleteFile(place.name());
                // What was asked for is done, whatever comes of this.
                Quietly.attempt(() -> part(place));
                return;
            }

            var hasPart = parts.left(place).isPresent();
            if (!part(place)) {
                throw new StorageException(Kind.BUSY, path.toString(),
                        "It is being uploaded: end that first, or wait.");
            }
            if (!hasPart) {
                throw StorageException.of(Kind.NOT_FOUND, path);
            }
        }
    }

    /** False if it is being written to: that is an upload which goes on, and will be a file again. */
    private boolean part(Place place) throws IOException {
        var part = parts.of(place);
        var isThere = part.attributesIfAny().filter(Attributes::isFile).isPresent();
        return !isThere || Leftovers.delete(part.directory(), part.name());
    }
}
