package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;
import dev.ftpsd.storage.local.Jail.LastLink;
import dev.ftpsd.storage.local.LocalPolicy.UploadMode;
import dev.ftpsd.storage.local.RegularFiles.Opened;
import dev.ftpsd.storage.local.WriteLocks.Claim;

/**
 * Opens files for writing, one writer for a file. Safe for several threads.
 *
 * <p>Under {@code upload: atomic} the bytes stand in a hidden file beside the target ({@link Staging}) until the commit, in
 * every mode; what was there stays as it is. If no commit comes they wait out of sight to be gone on from, by APPE or by REST
 * and STOR of the same user. Under {@code upload: direct} they go to the file itself: what has arrived stands there, under a new
 * name as {@link LocalPolicy#keepPartial()} says. Not a single byte changes nothing and makes nothing.
 */
final class Uploads {

    private final Jail jail;
    private final LocalPolicy policy;
    private final Parts parts;

    Uploads(Jail jail, LocalPolicy policy, Parts parts) {
        this.jail = jail;
        this.policy = policy;
        this.parts = parts;
    }

    /** @param offset 0 unless the mode takes one */
    LocalSink open(VirtualPath path, WriteMode mode, long offset) throws IOException {
        if (path.isRoot()) {
            throw StorageException.of(Kind.NOT_A_FILE, path);
        }

        var place = locate(path, mode);
        var claim = new Claim();
        try {
            var old = claim(claim, place, path, mode);
            var target = new Target(place, path, policy, parts.uploader(), claim);
            target.requireSyncable();
            return policy.upload() == UploadMode.ATOMIC
                    ? new Staging(target, parts, old).open(mode, offset)
                    : direct(target, old, mode, offset);
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
        if (path.isRoot() || !WriteLocks.isAnyHeld()) {
            return;
        }
        try (var place = locate(path, mode)) {
            if (WriteLocks.isHeld(place.directory().key(), place.name().toString())
                    || place.seen().filter(found -> WriteLocks.isHeld(found.key())).isPresent()) {
                throw StorageException.of(Kind.BUSY, path);
            }
        }
    }

    /** What {@link #open} will copy, as far as it is known now: RESUME does so up to its offset, and may go on from a part. */
    long copied(VirtualPath path, WriteMode mode) {
        if (policy.upload() != UploadMode.ATOMIC || (mode != WriteMode.APPEND && mode != WriteMode.PATCH)) {
            return 0;
        }
        try (var place = locate(path, mode)) {
            return place.seen().filter(Attributes::isFile).map(Attributes::size).orElse(0L);
        } catch (IOException e) {
            // Opening it will tell what is wrong.
            return 0;
        }
    }

    /** O_EXCL takes a link for something that is there, so does CREATE_NEW. */
    private Place locate(VirtualPath path, WriteMode mode) throws IOException {
        return jail.locate(path, mode.isNew() ? LastLink.KEEP : LastLink.FOLLOW);
    }

    /** What stands at the place, claimed together with the name. */
    private static Optional<Attributes> claim(Claim claim, Place place, VirtualPath path, WriteMode mode)
            throws IOException {
        if (!claim.name(place.directory().key(), place.name().toString())) {
            throw StorageException.of(Kind.BUSY, path);
        }

        var old = place.attributesIfAny();
        if (old.isEmpty()) {
            return old;
        }
        if (mode.isNew()) {
            throw StorageException.of(Kind.ALREADY_EXISTS, path);
        }
        var file = RegularFiles.regular(place, path);
        if (!claim.file(file.key())) {
            throw StorageException.of(Kind.BUSY, path);
        }
        return Optional.of(file);
    }

    private static LocalSink direct(Target target, Optional<Attributes> old, WriteMode mode, long offset)
            throws IOException {
        return switch (mode) {
            case REPLACE, CREATE_NEW, CREATE_LATE -> inPlace(target, old, 0, true);
            case APPEND -> inPlace(target, old, FileInPlace.AT_THE_END, false);
            case RESUME -> inPlace(target, old, offset, true);
            case PATCH -> inPlace(target, old, offset, false);
        };
    }

    private static LocalSink inPlace(Target target, Optional<Attributes> old, long offset, boolean cuts)
            throws IOException {
        if (offset > old.map(Attributes::size).orElse(0L)) {
            throw StorageException.of(Kind.OUT_OF_RANGE, target.path());
        }

        var how = offset == FileInPlace.AT_THE_END ? StandardOpenOption.APPEND : StandardOpenOption.WRITE;
        if (old.isPresent()) {
            return new FileInPlace(target, RegularFiles.open(target.place(), target.path(), Set.of(how)).file(), offset,
                    null, cuts);
        }
        var made = create(target, how);
        return new FileInPlace(target, made.file(), offset, made.found().key(), cuts);
    }

    private static Opened create(Target target, StandardOpenOption how) throws IOException {
        try {
            return target.create(target.place().name(), target.policy().filePermissions(), Set.of(how));
        } catch (FileAlreadyExistsException e) {
            throw StorageException.of(Kind.ALREADY_EXISTS, target.path(), e);
        }
    }
}
