package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import org.jspecify.annotations.Nullable;

/**
 * An upload in a hidden file, moved over its target by the commit in one step: whoever opens the name sees the old file or
 * the whole new one, and a failure of any kind leaves the old one as it was.
 *
 * <p>The hidden file stands in the target's own directory. There it is on the same file system even where a directory is a
 * mount point, it takes group and access list from the directory as the target would, and both names are reached through
 * one handle. A new file gets 0666 less the umask; one that replaces a file gets the permission bits of that file, though
 * not its owner, its access list or its other hard links: {@code upload: direct} keeps those. The process needs the right to
 * write to the directory, as for a new file, even where it may write to the old one.
 *
 * <p>CREATE_NEW puts an empty file at the name at once, so that the name is taken for everybody. Without a commit it goes
 * again. One thread at a time.
 */
final class StagedFile implements FileSink {

    private final Target target;
    private final Path name;
    private final FileChannel file;
    private final boolean isNew;
    private final @Nullable Object reservation;
    private long written;
    private boolean broken;
    private boolean shown;
    private boolean closed;

    private StagedFile(Target target, Path name, FileChannel file, boolean isNew, @Nullable Object reservation) {
        this.target = target;
        this.name = name;
        this.file = file;
        this.isNew = isNew;
        this.reservation = reservation;
    }

    /** An upload that replaces {@code old}, if any. */
    static StagedFile open(Target target, Optional<Attributes> old) throws IOException {
        if (old.isPresent()) {
            // A move replaces a read-only file without asking; writing to it would not be allowed, so this is not either.
            RegularFiles.open(target.place(), target.path(), Set.of(StandardOpenOption.WRITE)).close();
        }
        var name = target.place().sibling(Reserved.fresh());
        return new StagedFile(target, name, create(target, name, old), old.isEmpty(), null);
    }

    /** An upload to a name that is free, and that is taken from now on. */
    static StagedFile reserve(Target target) throws IOException {
        var wanted = target.place().name();
        try {
            target.create(wanted, target.policy().filePermissions(), Set.of(StandardOpenOption.WRITE)).close();
        } catch (FileAlreadyExistsException e) {
            throw StorageException.of(Kind.ALREADY_EXISTS, target.path(), e);
        }

        try {
            var name = target.place().sibling(Reserved.fresh());
            var reservation = target.place().attributes().key();
            return new StagedFile(target, name, create(target, name, Optional.empty()), true, reservation);
        } catch (IOException | RuntimeException e) {
            Quietly.attempt(() -> target.place().directory().deleteFile(wanted));
            throw e;
        }
    }

    @Override
    public void write(ByteBuffer source) throws StorageException {
        try {
            while (source.hasRemaining()) {
                written += file.write(source);
            }
        } catch (IOException e) {
            broken = true;
            throw NioFailures.of(e, path());
        }
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public void commit() throws StorageException {
        if (broken) {
            // Bytes are missing: what has arrived is not the file.
            throw StorageException.of(Kind.FAILED, path());
        }

        try {
            target.sync(file);
            file.close();
            if (reservation != null && !target.isThere(reservation)) {
                throw StorageException.of(Kind.ALREADY_EXISTS, path());
            }
            show();
            target.syncDirectory();
        } catch (IOException e) {
            throw NioFailures.of(e, path());
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }

        closed = true;
        try (target) {
            Quietly.close(file);
            if (!shown) {
                Quietly.attempt(this::keepOrDiscard);
            }
        }
    }

    private void keepOrDiscard() throws IOException {
        try {
            var reserved = reservation != null && target.isThere(reservation);
            var free = reserved || (reservation == null && target.place().attributesIfAny().isEmpty());
            if (isNew && free && written > 0 && target.policy().keepsPartial()) {
                show();
            } else if (reserved) {
                target.place().directory().deleteFile(target.place().name());
            }
        } finally {
            if (!shown) {
                target.place().directory().deleteFile(name);
            }
        }
    }

    private void show() throws IOException {
        var directory = target.place().directory();
        directory.move(name, directory, target.place().name());
        shown = true;
    }

    private static FileChannel create(Target target, Path name, Optional<Attributes> old) throws IOException {
        Set<PosixFilePermission> permissions = old
                .map(found -> Modes.permissions(found.mode()))
                .orElseGet(target.policy()::filePermissions);
        return target.create(name, permissions, Set.of(StandardOpenOption.WRITE));
    }

    private VirtualPath path() {
        return target.path();
    }
}
