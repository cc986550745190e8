package dev.ftpsd.storage;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/**
 * What stands in a tree.
 *
 * @param bytes of all files
 * @param entries files and directories, without the root
 */
public record Usage(long bytes, long entries) {

    /** Of nothing. */
    public static final Usage NONE = new Usage(0, 0);

    public Usage plus(Usage other) {
        return new Usage(bytes + other.bytes, entries + other.entries);
    }

    public Usage minus(Usage other) {
        return new Usage(bytes - other.bytes, entries - other.entries);
    }

    /**
     * What has been counted.
     *
     * @param isKnown false if something could not be looked at and counts for no bytes
     */
    record Count(Usage usage, boolean isKnown) {}

    /**
     * Counts what a store shows, and what broken uploads have left in it. Each name of a file counts, also the second of
     * the same file, since deleting one name is what a client can do; a directory that links lead to is entered once.
     *
     * @throws StorageException if something cannot be read: what is not known is not zero
     */
    public static Usage of(FileStore files) throws StorageException {
        var count = of(files, Map.of());
        if (!count.isKnown()) {
            throw new StorageException(StorageException.Kind.FAILED, VirtualPath.ROOT.toString(),
                    "not all of the files can be looked at; find(1) as the server's user tells which");
        }
        return count.usage();
    }

    /**
     * The same without some of the files, and as far as it can be known.
     *
     * @param passedOver how many names of a file do not count, by its unique fact
     * @throws StorageException if a directory cannot be read
     */
    static Count of(FileStore files, Map<String, Integer> passedOver) throws StorageException {
        var left = new HashMap<>(passedOver);
        var bytes = 0L;
        var entries = 0L;
        var isKnown = true;
        var seen = new HashSet<String>();
        var directories = new ArrayDeque<VirtualPath>();
        directories.add(VirtualPath.ROOT);
        seen.add(files.stat(VirtualPath.ROOT).unique());
        while (!directories.isEmpty()) {
            var directory = directories.remove();
            try (var listing = files.list(directory)) {
                for (var entry = listing.next(); entry.isPresent(); entry = listing.next()) {
                    if (!left.isEmpty() && isPassedOver(entry.get(), left)) {
                        continue;
                    }
                    entries++;
                    bytes += entry.get().size();
                    if (entry.get().isDirectory() && seen.add(entry.get().unique())) {
                        directories.add(directory.child(entry.get().name()));
                    }
                }
                entries += listing.hidden().entries();
                bytes += listing.hidden().bytes();
                isKnown &= listing.isKnown();
            } catch (StorageException e) {
                if (e.kind() != StorageException.Kind.NOT_FOUND) { // gone meanwhile, so it holds nothing
                    throw e;
                }
            }
        }
        return new Count(new Usage(bytes, entries), isKnown);
    }

    private static boolean isPassedOver(FileEntry entry, Map<String, Integer> left) {
        if (entry.isDirectory() || !left.containsKey(entry.unique())) {
            return false;
        }
        left.computeIfPresent(entry.unique(), (same, count) -> count == 1 ? null : count - 1);
        return true;
    }
}
