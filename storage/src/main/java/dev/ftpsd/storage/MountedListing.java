package dev.ftpsd.storage;

import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/** The entries of a directory that has mounts below it: those of the store, and in the end the mounts. */
final class MountedListing implements DirectoryListing {

    /** Of a directory that is only the way to a mount. */
    static final DirectoryListing NOTHING = new DirectoryListing() {
        @Override
        public Optional<FileEntry> next() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // nothing is held
        }
    };

    private final FileStore tree;
    private final VirtualPath directory;
    private final DirectoryListing below;
    private final Set<String> mounted;
    private final Iterator<String> mounts;
    private boolean hasLeftOut;

    /** @param mounted names in the directory, of mounts or of directories on the way to some */
    MountedListing(FileStore tree, VirtualPath directory, DirectoryListing below, Set<String> mounted) {
        this.tree = tree;
        this.directory = directory;
        this.below = below;
        this.mounted = mounted;
        this.mounts = mounted.iterator();
    }

    @Override
    public Optional<FileEntry> next() throws StorageException {
        var entry = below.next();
        while (entry.isPresent() && mounted.contains(entry.get().name())) {
            entry = below.next();
        }
        return entry.isPresent() ? entry : nextMount();
    }

    private Optional<FileEntry> nextMount() {
        while (mounts.hasNext()) {
            try {
                return Optional.of(tree.stat(directory.child(mounts.next())));
            } catch (StorageException e) {
                // One whose directory has gone is left out, as any entry that vanishes; so is one that fails, but that may hold much.
                hasLeftOut |= e.kind() != StorageException.Kind.NOT_FOUND;
            }
        }
        return Optional.empty();
    }

    @Override
    public Usage hidden() {
        return below.hidden();
    }

    @Override
    public boolean isKnown() {
        return below.isKnown() && !hasLeftOut;
    }

    @Override
    public void close() {
        below.close();
    }
}
