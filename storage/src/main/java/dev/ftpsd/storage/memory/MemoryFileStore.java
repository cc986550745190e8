package dev.ftpsd.storage.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import dev.ftpsd.storage.DirectoryListing;
import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.FileSource;
import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.Usage;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;

/**
 * Files on the heap, for tests and demonstrations: the same contract as the disk, gone with the process. A broken upload can be
 * gone on from, by whoever has this store. A file holds at most 2 GiB. Safe for several
 * threads: one lock guards the whole tree, and no call holds it while it waits for anything.
 */
public final class MemoryFileStore implements FileStore {

    private final Tree tree;

    /** An empty store on the system's clock. */
    public MemoryFileStore() {
        this(InstantSource.system());
    }

    /** @param clock gives the time of each modification */
    public MemoryFileStore(InstantSource clock) {
        tree = new Tree(clock);
    }

    @Override
    public FileEntry stat(VirtualPath path) throws StorageException {
        synchronized (tree) {
            return tree.existing(path).entry(path.name());
        }
    }

    @Override
    public DirectoryListing list(VirtualPath directory) throws StorageException {
        List<FileEntry> entries = new ArrayList<>();
        synchronized (tree) {
            if (!(tree.existing(directory) instanceof Node.Directory found)) {
                throw StorageException.of(Kind.NOT_A_DIRECTORY, directory);
            }
            found.children().forEach((name, node) -> entries.add(node.entry(name)));
            return new Snapshot(entries.iterator(), hiddenIn(directory));
        }
    }

    @Override
    public FileSource openRead(VirtualPath path) throws StorageException {
        synchronized (tree) {
            if (!(tree.existing(path) instanceof Node.File file)) {
                throw StorageException.of(Kind.NOT_A_FILE, path);
            }
            return new MemorySource(file.content());
        }
    }

    @Override
    public FileSink openWrite(VirtualPath path, WriteMode mode, long offset) throws StorageException {
        if (offset < 0 || (offset > 0 && !mode.takesOffset())) {
            throw new IllegalArgumentException("an offset belongs to RESUME and PATCH and is not negative");
        }
        synchronized (tree) {
            return MemorySink.open(tree, path, mode, offset);
        }
    }

    @Override
    public OptionalLong partOf(VirtualPath path) {
        synchronized (tree) {
            var part = tree.parts().get(path);
            return part == null ? OptionalLong.empty() : OptionalLong.of(part.length);
        }
    }

    /** The caller holds the tree's monitor. */
    private Usage hiddenIn(VirtualPath directory) {
        return tree.parts().entrySet().stream()
                .filter(part -> part.getKey().parent().equals(directory) && !tree.isClaimed(part.getKey()))
                .map(part -> new Usage(part.getValue().length, 1))
                .reduce(Usage.NONE, Usage::plus);
    }

    @Override
    public void checkRoom(VirtualPath path, WriteMode mode, long bytes) throws StorageException {
        synchronized (tree) {
            if (tree.isClaimed(path)) {
                throw StorageException.of(Kind.BUSY, path);
            }
        }
    }

    @Override
    public void makeDirectory(VirtualPath path) throws StorageException {
        synchronized (tree) {
            if (tree.find(path).isPresent()) {
                throw StorageException.of(Kind.ALREADY_EXISTS, path);
            }
            tree.parent(path).put(path.name(), tree.newDirectory());
        }
    }

    @Override
    public void removeDirectory(VirtualPath path) throws StorageException {
        synchronized (tree) {
            refuseRoot(path);
            if (!(tree.existing(path) instanceof Node.Directory directory)) {
                throw StorageException.of(Kind.NOT_A_DIRECTORY, path);
            }
            if (!directory.children().isEmpty()) {
                throw StorageException.of(Kind.NOT_EMPTY, path);
            }
            if (tree.isWrittenBelow(path)) {
                throw StorageException.of(Kind.BUSY, path);
            }
            tree.parts().keySet().removeIf(name -> name.startsWith(path) && !name.equals(path));
            tree.parent(path).remove(path.name());
        }
    }

    @Override
    public void delete(VirtualPath path) throws StorageException {
        synchronized (tree) {
            if (tree.find(path).isEmpty() && tree.parts().remove(path) != null) {
                return;
            }
            if (!(tree.existing(path) instanceof Node.File)) {
                throw StorageException.of(Kind.NOT_A_FILE, path);
            }
            tree.parent(path).remove(path.name());
            tree.parts().remove(path);
        }
    }

    @Override
    public void rename(VirtualPath from, VirtualPath to, boolean overwrite) throws StorageException {
        synchronized (tree) {
            refuseRoot(from);
            refuseRoot(to);
            var moved = tree.existing(from);
            if (from.equals(to)) {
                return;
            }
            if (moved instanceof Node.Directory && to.startsWith(from)) {
                throw StorageException.of(Kind.INTO_ITSELF, to);
            }
            var target = tree.parent(to);
            var replaced = tree.find(to);
            if (replaced.isPresent() && !(overwrite && areFiles(moved, replaced.get()))) {
                throw StorageException.of(Kind.ALREADY_EXISTS, to);
            }
            tree.parent(from).remove(from.name());
            target.put(to.name(), moved);
            tree.moveParts(from, to);
        }
    }

    @Override
    public void setModified(VirtualPath path, Instant modified) throws StorageException {
        synchronized (tree) {
            tree.existing(path).setModified(modified);
        }
    }

    @Override
    public void setMode(VirtualPath path, int mode) throws StorageException {
        if (mode < 0 || mode > 0777) {
            throw new IllegalArgumentException("not permission bits: 0" + Integer.toOctalString(mode));
        }
        synchronized (tree) {
            refuseRoot(path);
            tree.existing(path).setMode(mode);
        }
    }

    /** The heap that is left, by the virtual machine's own estimate. */
    @Override
    public long space(VirtualPath path) throws StorageException {
        synchronized (tree) {
            tree.existing(path);
        }
        var runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }

    private static boolean areFiles(Node moved, Node replaced) {
        return moved instanceof Node.File && replaced instanceof Node.File;
    }

    private static void refuseRoot(VirtualPath path) throws StorageException {
        if (path.isRoot()) {
            throw StorageException.of(Kind.DENIED, path);
        }
    }

    /** The entries as they were when the directory was opened. */
    private record Snapshot(Iterator<FileEntry> entries, Usage hidden) implements DirectoryListing {

        @Override
        public Optional<FileEntry> next() {
            return entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
