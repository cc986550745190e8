package dev.ftpsd.storage;

import java.util.function.Consumer;

/** Makes a directory with those above it. */
public final class Directories {

    private Directories() {}

    /**
     * Makes those that are missing, from the root downwards.
     *
     * @param made told of each that was
     * @throws StorageException NOT_A_DIRECTORY where something else has the name, or whatever keeps one from being made
     */
    public static void make(FileStore files, VirtualPath directory, Consumer<VirtualPath> made)
            throws StorageException {
        var place = VirtualPath.ROOT;
        for (var name : directory.segments()) {
            place = place.child(name);
            if (!isThere(files, place)) {
                makeOne(files, place, made);
            }
        }
    }

    private static void makeOne(FileStore files, VirtualPath directory, Consumer<VirtualPath> made)
            throws StorageException {
        try {
            files.makeDirectory(directory);
            made.accept(directory);
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.ALREADY_EXISTS) {
                throw e;
            }
            // Another session was quicker, or a file has the name.
            if (!isThere(files, directory)) {
                throw StorageException.of(StorageException.Kind.NOT_A_DIRECTORY, directory, e);
            }
        }
    }

    private static boolean isThere(FileStore files, VirtualPath directory) {
        try {
            return files.stat(directory).isDirectory();
        } catch (StorageException _) {
            return false; // and the making says what is wrong
        }
    }
}
