package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a virtual path has led: a directory that is held open, and the name in it. There need not be anything of that name.
 *
 * @param directory owned by this place
 * @param name one segment that is no link to follow, or {@link OpenDirectory#SELF} for the root
 * @param seen what the walk has seen at the name, and may have gone since
 */
record Place(OpenDirectory directory, Path name, Optional<Attributes> seen) implements AutoCloseable {

    /** The path by which it was found: a hint, see {@link OpenDirectory#path()}. */
    Path path() {
        return directory.path().resolve(name);
    }

    /** Where it is now; as {@link OpenDirectory#pathNow()}. */
    Path pathNow() {
        return directory.pathNow().resolve(name);
    }

    /** @throws NoSuchFileException if nothing of that name is there */
    Attributes attributes() throws IOException {
        return directory.attributes(name);
    }

    Optional<Attributes> attributesIfAny() throws IOException {
        return directory.attributesIfAny(name);
    }

    /** Another name in the same directory, which has not been looked at. It shares the directory, and is not to be closed. */
    Place sibling(String other) {
        return new Place(directory, name.getFileSystem().getPath(other), Optional.empty());
    }

    /** The directory itself, as a name in itself. */
    Path self() {
        return name.getFileSystem().getPath(OpenDirectory.SELF);
    }

    @Override
    public void close() {
        Quietly.close(directory);
    }
}
