package dev.ftpsd.storage;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.ftpsd.storage.StorageException.Kind;

/**
 * Several stores under one tree: a home, and others that are seen as directories of it. The longest mount wins.
 *
 * <p>What the home has under the name of a mount is covered. A directory on the way to a mount is there even if the home has
 * none. Mounts, and the directories on the way to them, can be neither removed nor renamed, and nothing is renamed from one
 * store to another. Each store keeps its own walls: links in it lead nowhere outside, not even into another mount.
 */
public final class MountedStore implements FileStore {

    private final List<Mount> deepestFirst;

    /**
     * A store that is seen as a directory.
     *
     * @param at where; the root for the home
     */
    public record Mount(VirtualPath at, FileStore files) {}

    /**
     * A tree.
     *
     * @param home what is seen at the root
     * @param mounts what is seen below it; of two at one path the later one counts
     */
    public MountedStore(FileStore home, List<Mount> mounts) {
        this.deepestFirst = Stream
                .concat(mounts.reversed().stream(), Stream.of(new Mount(VirtualPath.ROOT, home)))
                .sorted(Comparator.comparingInt((Mount mount) -> mount.at().segments().size()).reversed())
                .toList();
    }

    /** An operation of the store below, on the path as that knows it. */
    private interface Operation<T> {
        T on(FileStore files, VirtualPath path) throws StorageException;
    }

    private Mount mountOf(VirtualPath path) {
        return deepestFirst.stream().filter(mount -> path.startsWith(mount.at())).findFirst().orElseThrow();
    }

    private static VirtualPath inside(Mount mount, VirtualPath path) {
        var segments = path.segments();
        return new VirtualPath(segments.subList(mount.at().segments().size(), segments.size()));
    }

    private <T> T ask(VirtualPath path, Operation<T> operation) throws StorageException {
        var mount = mountOf(path);
        try {
            return operation.on(mount.files(), inside(mount, path));
        } catch (StorageException e) {
            throw new StorageException(e.kind(), path.toString(), e.getMessage() + "", e);
        }
    }

    /** Whether {@code path} is a mount or on the way to one, and so stays what it is. */
    private boolean isFixed(VirtualPath path) {
        return !path.isRoot() && deepestFirst.stream().anyMatch(mount -> mount.at().startsWith(path));
    }

    private void refuseFixed(VirtualPath path, Kind kind) throws StorageException {
        if (isFixed(path)) {
            throw StorageException.of(kind, path);
        }
    }

    @Override
    public FileEntry stat(VirtualPath path) throws StorageException {
        try {
            var entry = ask(path, FileStore::stat);
            return isFixed(path) ? directory(path, entry.modified(), entry.unique(), entry.mode()) : entry;
        } catch (StorageException e) {
            var isOnTheWay = isFixed(path) && !mountOf(path).at().equals(path);
            if (!isOnTheWay || e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
            return directory(path, Instant.EPOCH, Integer.toHexString(path.hashCode()), 0555);
        }
    }

    @Override
    public Optional<FileEntry> find(VirtualPath path) throws StorageException {
        return isFixed(path) || isFixed(path.parent()) ? FileStore.super.find(path) : ask(path, FileStore::find);
    }

    private static FileEntry directory(VirtualPath path, Instant modified, String unique, int mode) {
        return new FileEntry(path.name(), FileEntry.Kind.DIRECTORY, 0, modified, unique, mode);
    }

    @Override
    public DirectoryListing list(VirtualPath directory) throws StorageException {
        var mounted = namesOfMountsBelow(directory);
        if (mounted.isEmpty()) {
            return ask(directory, FileStore::list);
        }
        return new MountedListing(this, directory, listingBelow(directory), mounted);
    }

    /** What the store below has; nothing where the directory is only the way to a mount. */
    private DirectoryListing listingBelow(VirtualPath directory) throws StorageException {
        try {
            return ask(directory, FileStore::list);
        } catch (StorageException e) {
            if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.NOT_A_DIRECTORY) {
                return MountedListing.NOTHING;
            }
            throw e;
        }
    }

    private Set<String> namesOfMountsBelow(VirtualPath directory) {
        var names = new TreeSet<String>();
        var depth = directory.segments().size();
        for (var mount : deepestFirst) {
            if (mount.at().startsWith(directory) && mount.at().segments().size() > depth) {
                names.add(mount.at().segments().get(depth));
            }
        }
        return names;
    }

    @Override
    public void checkRoom(VirtualPath path, WriteMode mode, long bytes) throws StorageException {
        ask(path, (files, inside) -> {
            files.checkRoom(inside, mode, bytes);
            return path;
        });
    }

    @Override
    public OptionalLong partOf(VirtualPath path) throws StorageException {
        return ask(path, FileStore::partOf);
    }

    @Override
    public Optional<String> place(VirtualPath path) throws StorageException {
        return ask(path, FileStore::place);
    }

    @Override
    public FileSource openRead(VirtualPath path) throws StorageException {
        refuseFixed(path, Kind.NOT_A_FILE);
        return ask(path, FileStore::openRead);
    }

    @Override
    public FileSink openWrite(VirtualPath path, WriteMode mode, long offset) throws StorageException {
        refuseFixed(path, mode.isNew() ? Kind.ALREADY_EXISTS : Kind.NOT_A_FILE);
        return ask(path, (files, inside) -> files.openWrite(inside, mode, offset));
    }

    @Override
    public void makeDirectory(VirtualPath path) throws StorageException {
        refuseFixed(path, Kind.ALREADY_EXISTS);
        run(path, FileStore::makeDirectory);
    }

    @Override
    public void removeDirectory(VirtualPath path) throws StorageException {
        refuseFixed(path, Kind.DENIED);
        run(path, FileStore::removeDirectory);
    }

    @Override
    public void delete(VirtualPath path) throws StorageException {
        refuseFixed(path, Kind.NOT_A_FILE);
        run(path, FileStore::delete);
    }

    @Override
    public void rename(VirtualPath from, VirtualPath to, boolean overwrite) throws StorageException {
        refuseFixed(from, Kind.DENIED);
        refuseFixed(to, Kind.DENIED);
        var source = mountOf(from);
        var target = mountOf(to);
        if (source.equals(target)) {
            run(from, (files, path) -> files.rename(path, inside(target, to), overwrite));
            return;
        }
        stat(from);
        throw StorageException.of(Kind.OTHER_DEVICE, from);
    }

    @Override
    public void setModified(VirtualPath path, Instant modified) throws StorageException {
        run(path, (files, inside) -> files.setModified(inside, modified));
    }

    @Override
    public void setMode(VirtualPath path, int mode) throws StorageException {
        refuseFixed(path, Kind.DENIED);
        run(path, (files, inside) -> files.setMode(inside, mode));
    }

    @Override
    public long space(VirtualPath path) throws StorageException {
        return ask(path, FileStore::space);
    }

    /** An operation without an answer. */
    private interface Action {
        void on(FileStore files, VirtualPath path) throws StorageException;
    }

    private void run(VirtualPath path, Action action) throws StorageException {
        ask(path, (files, inside) -> {
            action.on(files, inside);
            return true;
        });
    }
}
