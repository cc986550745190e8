package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import dev.ftpsd.storage.DirectoryListing;
import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.FileSource;
import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;
import dev.ftpsd.storage.local.Jail.LastLink;

/**
 * The files below one directory of this machine.
 *
 * <p>Only regular files are ever opened. The kind is looked at before the opening, so a FIFO or a device does not hang or
 * feed it, and again afterwards. Names that begin with {@code .ftpsd-} belong to the store: they are not listed, and a path
 * that holds one is DENIED.
 *
 * <p>Uploads follow the {@link LocalPolicy}; {@link Uploads} says how. Safe for several threads; each call may wait for the
 * disk and holds the carrier of a virtual thread while it does.
 */
public final class LocalFileStore implements FileStore {

    private final Jail jail;
    private final Entries entries;
    private final Uploads uploads;
    private final Parts parts;
    private final LocalPolicy policy;
    private final DiskReserve reserve;

    private LocalFileStore(Path root, LocalPolicy policy, Uploader uploader, Jail.Opener opener) throws IOException {
        this.jail = new Jail(root, policy.symlinks(), opener);
        this.entries = new Entries(jail);
        this.parts = new Parts(uploader, policy.keepStaged());
        this.uploads = new Uploads(jail, policy, parts);
        this.policy = policy;
        this.reserve = new DiskReserve(Files.getFileStore(root), policy.reserve());
    }

    /** The store below {@code root} of nobody in particular. */
    public static LocalFileStore open(Path root, boolean create, LocalPolicy policy) throws StorageException {
        return open(root, create, policy, Uploader.NOBODY);
    }

    /**
     * Opens the store below {@code root}, which may be a link to a directory.
     *
     * @param create whether a missing root, and missing directories above it, are made
     * @param uploader whose uploads come
     * @throws StorageException NOT_FOUND, NOT_A_DIRECTORY, DENIED, or whatever kept the directory from being made. The
     *         message is safe for a client; the cause names the directory
     */
    public static LocalFileStore open(Path root, boolean create, LocalPolicy policy, Uploader uploader)
            throws StorageException {
        return open(root, create, policy, uploader, OpenDirectory::open);
    }

    static LocalFileStore open(Path root, boolean create, LocalPolicy policy, Uploader uploader, Jail.Opener opener)
            throws StorageException {
        try {
            if (create && !Files.isDirectory(root)) {
                uploader.hearOfBits(policy.makeRoot(root));
            }
            var real = root.toRealPath();
            // To look up a name in it, if only its own, asks for the right to enter it; to hold it does not.
            opener.open(real.resolve(OpenDirectory.SELF)).close();
            return new LocalFileStore(real, policy, uploader, opener);
        } catch (IOException e) {
            var kind = NioFailures.kindOf(e) == Kind.ALREADY_EXISTS ? Kind.NOT_A_DIRECTORY : NioFailures.kindOf(e);
            throw new StorageException(kind, "/", "home directory is not available", e);
        }
    }

    @Override
    public FileEntry stat(VirtualPath path) throws StorageException {
        return tell(path, () -> entries.entry(path));
    }

    @Override
    public Optional<FileEntry> find(VirtualPath path) throws StorageException {
        return tell(path, () -> entries.find(path));
    }

    @Override
    public DirectoryListing list(VirtualPath directory) throws StorageException {
        return tell(directory, () -> {
            try (var place = jail.locate(directory, LastLink.FOLLOW)) {
                if (!place.attributes().isDirectory()) {
                    throw StorageException.of(Kind.NOT_A_DIRECTORY, directory);
                }
                return new LocalListing(directory, place.directory().directory(place.name()), entries);
            }
        });
    }

    @Override
    public FileSource openRead(VirtualPath path) throws StorageException {
        return tell(path, () -> {
            try (var place = jail.locate(path, LastLink.FOLLOW)) {
                var file = RegularFiles.open(place, path, Set.of(StandardOpenOption.READ)).file();
                return new LocalSource(file, file.size());
            }
        });
    }

    @Override
    public FileSink openWrite(VirtualPath path, WriteMode mode, long offset) throws StorageException {
        if (offset < 0 || (offset > 0 && !mode.takesOffset())) {
            throw new IllegalArgumentException("an offset belongs to RESUME and PATCH and is not negative");
        }
        return tell(path, () -> reserve.guard(uploads.open(path, mode, offset), path));
    }

    @Override
    public OptionalLong partOf(VirtualPath path) throws StorageException {
        try {
            return tell(path, () -> parts.left(jail, path).map(part -> OptionalLong.of(part.size()))
                    .orElseGet(OptionalLong::empty));
        } catch (StorageException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    @Override
    public Optional<String> place(VirtualPath path) throws StorageException {
        return tell(path, () -> {
            try (var place = jail.locate(path, LastLink.KEEP)) {
                return Optional.of(place.path().toString());
            }
        });
    }

    @Override
    public void checkRoom(VirtualPath path, WriteMode mode, long bytes) throws StorageException {
        run(path, () -> {
            uploads.refuseBusy(path, mode);
            reserve.require(path, Math.max(1, bytes), uploads.copied(path, mode));
        });
    }

    @Override
    public void makeDirectory(VirtualPath path) throws StorageException {
        run(path, () -> {
            if (path.isRoot()) {
                throw StorageException.of(Kind.ALREADY_EXISTS, path);
            }
            try (var place = jail.locate(path, LastLink.KEEP)) {
                parts.uploader().hearOfBits(
                        place.directory().makeDirectory(place.name(), policy.directoryPermissions()));
            }
        });
    }

    @Override
    public void removeDirectory(VirtualPath path) throws StorageException {
        run(path, () -> new Removing(jail, parts, path).directory());
    }

    @Override
    public void delete(VirtualPath path) throws StorageException {
        run(path, () -> new Removing(jail, parts, path).file());
    }

    @Override
    public void rename(VirtualPath from, VirtualPath to, boolean overwrite) throws StorageException {
        run(to, () -> new Renaming(jail, from, to).run(overwrite));
    }

    @Override
    public void setModified(VirtualPath path, Instant modified) throws StorageException {
        run(path, () -> {
            try (var place = jail.locate(path, LastLink.FOLLOW)) {
                RegularFiles.refuseSpecial(place, path);
                place.directory().setModified(place.name(), FileTime.from(modified));
            }
        });
    }

    @Override
    public void setMode(VirtualPath path, int mode) throws StorageException {
        var permissions = Modes.permissions(mode);
        run(path, () -> {
            Renaming.refuseRoot(path);
            try (var place = jail.locate(path, LastLink.KEEP)) {
                RegularFiles.refuseSpecial(place, path);
                place.directory().setPermissions(place.name(), permissions);
            }
        });
    }

    @Override
    public long space(VirtualPath path) throws StorageException {
        return tell(path, () -> {
            try (var place = jail.locate(path, LastLink.FOLLOW)) {
                place.attributes();
                // By path, as Java has no fstatvfs: a swapped directory can make this number wrong, no more.
                return reserve.without(Files.getFileStore(place.path()).getUsableSpace());
            }
        });
    }

    /**
     * Looks through the whole tree for what uploads have left, also those that a kill of the process broke off, and deletes
     * what is older than {@link LocalPolicy#keepPartial()}, an hour at least. It takes as long as the tree is large, and
     * ends early when its thread is interrupted.
     */
    public Remains sweep() {
        return new Sweep(jail, new Leftovers(policy.keepPartial())).run();
    }

    private interface Question<T> {
        T answer() throws IOException;
    }

    private interface Deed {
        void perform() throws IOException;
    }

    private static <T> T tell(VirtualPath path, Question<T> question) throws StorageException {
        try {
            return question.answer();
        } catch (IOException e) {
            throw NioFailures.of(e, path);
        }
    }

    private static void run(VirtualPath path, Deed deed) throws StorageException {
        try {
            deed.perform();
        } catch (IOException e) {
            throw NioFailures.of(e, path);
        }
    }
}
