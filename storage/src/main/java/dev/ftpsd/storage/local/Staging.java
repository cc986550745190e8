package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.WriteMode;

/**
 * Begins an upload in a hidden file.
 *
 * <p>It stands in the target's own directory. There it is on the same file system even where a directory is a mount point, it takes
 * group and access list from the directory as the target would, and both names are reached through one handle. A new file gets
 * 0666 less the umask; one that replaces a file gets the permission bits of that file, though not its owner, its access
 * list or its other hard links: {@code upload: direct} keeps those. The process needs the right to write to the directory, as
 * for a new file, even where it may write to the old one.
 *
 * @param old what stands at the target, claimed
 */
record Staging(Target target, Parts parts, Optional<Attributes> old) {

    /** @throws StorageException OUT_OF_RANGE, BUSY, ALREADY_EXISTS, or what keeps the old file from being replaced */
    StagedFile open(WriteMode mode, long offset) throws IOException {
        if (old.isPresent()) {
            // A move replaces a read-only file without asking; writing to it would not be allowed, so this is not either.
            RegularFiles.open(target.place(), target.path(), Set.of(StandardOpenOption.WRITE)).file().close();
        }
        var staged = parts.of(target.place());
        if (!target.claimBeside(staged)) {
            throw StorageException.of(Kind.BUSY, target.path());
        }

        var beginning = beginning(mode, offset);
        try {
            if (mode == WriteMode.CREATE_NEW) {
                return reserve(staged, beginning);
            }
            var key = old.map(Attributes::key).orElse(null);
            var file = new StagedFile(target, stage(staged), beginning, key, null);
            if (mode == WriteMode.CREATE_LATE) {
                file.keepOthers();
            }
            return file;
        } catch (IOException | RuntimeException e) {
            beginning.close();
            throw e;
        }
    }

    private Beginning beginning(WriteMode mode, long offset) throws IOException {
        var part = new PartChoice(target, parts, old).of(mode, offset);
        if (part.isPresent()) {
            var left = extent(mode, offset, part.get().size());
            return new Beginning.Part(left.first(), left.kept() == left.first());
        }
        if (old.isEmpty() || mode == WriteMode.REPLACE) {
            extent(mode, offset, 0);
            return new Beginning.Nothing();
        }
        return copy(mode, offset);
    }

    /** What counts is the file that is opened: another process may have put it there since the claim. */
    private Beginning copy(WriteMode mode, long offset) throws IOException {
        var opened = RegularFiles.open(target.place(), target.path(), Set.of(StandardOpenOption.READ));
        var file = opened.file();
        try {
            var extent = extent(mode, offset, file.size());
            return new Beginning.Copy(file, opened.found().key(), extent.kept(), extent.first());
        } catch (IOException | RuntimeException e) {
            Quietly.close(file);
            throw e;
        }
    }

    /**
     * What an upload begins with.
     *
     * @param first where its first byte goes
     * @param kept how much of what is there stays
     */
    private record Extent(long first, long kept) {}

    /** @throws StorageException OUT_OF_RANGE */
    private Extent extent(WriteMode mode, long offset, long size) throws StorageException {
        if (offset > size) {
            throw StorageException.of(Kind.OUT_OF_RANGE, target.path());
        }
        var first = mode == WriteMode.APPEND ? size : offset;
        return new Extent(first, mode == WriteMode.PATCH ? size : first);
    }

    /** With an empty file at the name, which is free and taken from now on. */
    private StagedFile reserve(Place staged, Beginning beginning) throws IOException {
        var reservation = target.reserve().orElseThrow(
                () -> StorageException.of(Kind.ALREADY_EXISTS, target.path()));
        try {
            return new StagedFile(target, stage(staged), beginning, null, reservation);
        } catch (IOException | RuntimeException e) {
            Quietly.attempt(() -> target.place().directory().deleteFile(target.place().name()));
            throw e;
        }
    }

    private Stage stage(Place staged) throws IOException {
        var permissions = Modes.permissions(StagedFile.mode(target, old));
        try {
            var made = target.create(staged.name(), permissions, Set.of(StandardOpenOption.WRITE));
            return new Stage(staged, made.file(), made.found().key(), false);
        } catch (FileAlreadyExistsException e) {
            return stageAgain(staged, permissions);
        }
    }

    /** What an earlier upload has left is written to again, whatever becomes of its bytes. */
    private Stage stageAgain(Place staged, Set<PosixFilePermission> permissions) throws IOException {
        var left = RegularFiles.open(staged, target.path(), Set.of(StandardOpenOption.WRITE));
        try {
            target.correct(staged.name(), left.found(), permissions);
            return new Stage(staged, left.file(), left.found().key(), true);
        } catch (IOException | RuntimeException e) {
            Quietly.close(left.file());
            throw e;
        }
    }
}
