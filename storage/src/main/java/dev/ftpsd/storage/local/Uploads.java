package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;
import dev.ftpsd.storage.local.Jail.LastLink;
import dev.ftpsd.storage.local.LocalPolicy.UploadMode;
import dev.ftpsd.storage.local.WriteLocks.Claim;

/**
 * Opens files for writing, one writer for a file. Safe for several threads.
 *
 * <table>
 * <caption>Where the bytes stand until the commit, and what is there if it never comes</caption>
 * <tr><th>mode</th><th>bytes</th><th>without commit</th></tr>
 * <tr><td>REPLACE of a file, atomic</td><td>hidden file beside it</td><td>the old file, untouched</td></tr>
 * <tr><td>REPLACE of nothing, CREATE_NEW, atomic</td><td>hidden file</td><td>what has arrived, under the name that was
 * asked for, or nothing: {@link LocalPolicy#keepPartial()}</td></tr>
 * <tr><td>REPLACE, direct</td><td>the file</td><td>what has arrived; the old file if nothing has</td></tr>
 * <tr><td>APPEND, RESUME, PATCH</td><td>the file</td><td>the bytes before, and what has arrived</td></tr>
 * </table>
 *
 * <p>A broken upload that stays visible is what lets clients go on: they ask for SIZE and then send APPE, or REST and STOR.
 * Not a single byte makes no partial file: nothing is kept.
 */
final class Uploads {

    private final Jail jail;
    private final LocalPolicy policy;

    Uploads(Jail jail, LocalPolicy policy) {
        this.jail = jail;
        this.policy = policy;
    }

    /** @param offset 0 unless the mode takes one */
    FileSink open(VirtualPath path, WriteMode mode, long offset) throws IOException {
        if (path.isRoot()) {
            throw StorageException.of(Kind.NOT_A_FILE, path);
        }

        var place = locate(path, mode);
        var claim = new Claim();
        try {
            var old = claim(claim, place, path, mode);
            var target = new Target(place, path, policy, claim);
            return switch (mode) {
                case REPLACE -> policy.upload() == UploadMode.ATOMIC
                        ? StagedFile.open(target, old)
                        : inPlace(target, old, 0, true);
                case CREATE_NEW -> policy.upload() == UploadMode.ATOMIC
                        ? StagedFile.reserve(target)
                        : inPlace(target, Optional.empty(), 0, true);
                case APPEND -> inPlace(target, old, FileInPlace.AT_THE_END, false);
                case RESUME -> inPlace(target, old, offset, true);
                case PATCH -> inPlace(target, old, offset, false);
            };
        } catch (IOException | RuntimeException e) {
            claim.close();
            place.close();
            throw e;
        }
    }

    /**
     * Refuses what {@link #open} would find busy now; nothing is claimed.
     *
     * @throws StorageException BUSY
     */
    void refuseBusy(VirtualPath path, WriteMode mode) throws IOException {
        if (path.isRoot()) {
            return;
        }
        try (var place = locate(path, mode)) {
            var directory = place.directory().attributes(place.self());
            var file = place.attributesIfAny();
            if (WriteLocks.isHeld(directory.key(), place.name().toString())
                    || file.filter(found -> WriteLocks.isHeld(found.key())).isPresent()) {
                throw StorageException.of(Kind.BUSY, path);
            }
        }
    }

    /** O_EXCL takes a link for something that is there, so does CREATE_NEW. */
    private Place locate(VirtualPath path, WriteMode mode) throws IOException {
        return jail.locate(path, mode == WriteMode.CREATE_NEW ? LastLink.KEEP : LastLink.FOLLOW);
    }

    /** What stands at the place, claimed together with the name. */
    private static Optional<Attributes> claim(Claim claim, Place place, VirtualPath path, WriteMode mode)
            throws IOException {
        var directory = place.directory().attributes(place.self());
        if (!claim.name(directory.key(), place.name().toString())) {
            throw StorageException.of(Kind.BUSY, path);
        }

        var old = place.attributesIfAny();
        if (old.isEmpty()) {
            return old;
        }
        if (mode == WriteMode.CREATE_NEW) {
            throw StorageException.of(Kind.ALREADY_EXISTS, path);
        }
        var file = RegularFiles.regular(place, path);
        if (!claim.file(file.key())) {
            throw StorageException.of(Kind.BUSY, path);
        }
        return Optional.of(file);
    }

    private static FileSink inPlace(Target target, Optional<Attributes> old, long offset, boolean cuts)
            throws IOException {
        if (offset > old.map(Attributes::size).orElse(0L)) {
            throw StorageException.of(Kind.OUT_OF_RANGE, target.path());
        }

        var how = offset == FileInPlace.AT_THE_END ? StandardOpenOption.APPEND : StandardOpenOption.WRITE;
        if (old.isPresent()) {
            return new FileInPlace(target, RegularFiles.open(target.place(), target.path(), Set.of(how)), offset,
                    false, cuts);
        }
        return new FileInPlace(target, create(target, how), offset, true, cuts);
    }

    private static FileChannel create(Target target, StandardOpenOption how) throws IOException {
        try {
            return target.create(target.place().name(), target.policy().filePermissions(), Set.of(how));
        } catch (FileAlreadyExistsException e) {
            throw StorageException.of(Kind.ALREADY_EXISTS, target.path(), e);
        }
    }
}
