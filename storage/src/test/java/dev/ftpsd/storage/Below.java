package dev.ftpsd.storage;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** A mount of a tree as a store of its own, so that the contracts for stores can be held against it. */
final class Below implements FileStore {

    private final FileStore tree;
    private final VirtualPath root;

    private Below(FileStore tree, VirtualPath root) {
        this.tree = tree;
        this.root = root;
    }

    /** What is seen of {@code store} when it is mounted two levels deep in another one. */
    static FileStore mounted(FileStore home, FileStore store) {
        var at = StoreProbe.path("/way/pub");
        return new Below(new MountedStore(home, List.of(new MountedStore.Mount(at, store))), at);
    }

    private VirtualPath full(VirtualPath path) {
        var full = root;
        for (var segment : path.segments()) {
            full = full.child(segment);
        }
        return full;
    }

    @Override
    public FileEntry stat(VirtualPath path) throws StorageException {
        var entry = statBelow(path);
        return path.isRoot()
                ? new FileEntry("", entry.kind(), entry.size(), entry.modified(), entry.unique(), entry.mode())
                : entry;
    }

    private FileEntry statBelow(VirtualPath path) throws StorageException {
        try {
            return tree.stat(full(path));
        } catch (StorageException e) {
            throw new StorageException(e.kind(), e.path().substring(root.toString().length()), e.getMessage() + "", e);
        }
    }

    @Override
    public DirectoryListing list(VirtualPath directory) throws StorageException {
        return tree.list(full(directory));
    }

    @Override
    public FileSource openRead(VirtualPath path) throws StorageException {
        return tree.openRead(full(path));
    }

    @Override
    public OptionalLong partOf(VirtualPath path) throws StorageException {
        return tree.partOf(full(path));
    }

    @Override
    public void checkRoom(VirtualPath path, WriteMode mode, long bytes) throws StorageException {
        tree.checkRoom(full(path), mode, bytes);
    }

    @Override
    public FileSink openWrite(VirtualPath path, WriteMode mode, long offset) throws StorageException {
        return tree.openWrite(full(path), mode, offset);
    }

    @Override
    public void makeDirectory(VirtualPath path) throws StorageException {
        tree.makeDirectory(full(path));
    }

    @Override
    public void removeDirectory(VirtualPath path) throws StorageException {
        tree.removeDirectory(full(path));
    }

    @Override
    public void delete(VirtualPath path) throws StorageException {
        tree.delete(full(path));
    }

    @Override
    public void rename(VirtualPath from, VirtualPath to, boolean overwrite) throws StorageException {
        tree.rename(full(from), full(to), overwrite);
    }

    @Override
    public void setModified(VirtualPath path, Instant modified) throws StorageException {
        tree.setModified(full(path), modified);
    }

    @Override
    public void setMode(VirtualPath path, int mode) throws StorageException {
        tree.setMode(full(path), mode);
    }

    @Override
    public long space(VirtualPath path) throws StorageException {
        return tree.space(full(path));
    }
}
