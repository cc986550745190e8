package dev.ftpsd.storage;

/** Makes a directory with those above it. */
public final class Directories {

    private Directories() {}

    /** How one directory is made. */
    @FunctionalInterface
    public interface Maker {

        /**
         * Makes it, where nothing stands yet.
         *
         * @throws StorageException as {@link FileStore#makeDirectory}
         */
        void make(VirtualPath directory) throws StorageException;
    }

    /**
     * Makes those that are missing, from the root downwards.
     *
     * @param maker makes each of them
     * @throws StorageException NOT_A_DIRECTORY where something else has the name, or whatever keeps one from being made
     */
    public static void make(FileStore files, VirtualPath directory, Maker maker) throws StorageException {
        var place = VirtualPath.ROOT;
        for (var name : directory.segments()) {
            place = place.child(name);
            if (!isThere(files, place)) {
                makeOne(files, place, maker);
            }
        }
    }

    private static void makeOne(FileStore files, VirtualPath directory, Maker maker) throws StorageException {
        try {
            maker.make(directory);
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
