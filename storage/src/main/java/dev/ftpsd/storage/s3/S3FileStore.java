package dev.ftpsd.storage.s3;

import java.time.Instant;

import dev.ftpsd.storage.DirectoryListing;
import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.FileSource;
import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;

/**
 * The files below one place in a bucket.
 *
 * <p>What object storage cannot do is REJECTED, with words that say what to do instead: to write a part of a file that is there, to
 * set times and permissions, to rename a directory that has something in it, to rename a file of more than 5 GiB. A rename copies
 * and then deletes, so that for a moment both names are there; neither can be uploaded meanwhile (BUSY). One writer a file holds for
 * this server alone; of two servers that write one name the last one wins, except by CREATE_NEW, which the storage itself decides.
 * Safe for several threads.
 */
final class S3FileStore implements FileStore {

    private final Bucket bucket;
    private final Objects objects;
    private final Claims claims;

    S3FileStore(Bucket bucket, Claims claims) {
        this.bucket = bucket;
        this.objects = new Objects(bucket);
        this.claims = claims;
    }

    @Override
    public FileEntry stat(VirtualPath path) throws StorageException {
        return objects.stat(path);
    }

    @Override
    public DirectoryListing list(VirtualPath directory) throws StorageException {
        if (!stat(directory).isDirectory()) {
            throw StorageException.of(Kind.NOT_A_DIRECTORY, directory);
        }
        return new S3Listing(objects, directory);
    }

    @Override
    public FileSource openRead(VirtualPath path) throws StorageException {
        var object = path.isRoot() ? null : bucket.head(path).orElse(null);
        if (object == null) {
            stat(path);
            throw StorageException.of(Kind.NOT_A_FILE, path);
        }
        return new S3Source(bucket, path, object.contentLength(), object.eTag());
    }

    @Override
    public FileSink openWrite(VirtualPath path, WriteMode mode, long offset) throws StorageException {
        if (offset < 0 || (offset > 0 && !mode.takesOffset())) {
            throw new IllegalArgumentException("an offset belongs to RESUME and PATCH and is not negative");
        }
        var name = bucket.fullName(path);
        if (claims.take(name, Claims.Use.UPLOAD).isPresent()) {
            throw StorageException.of(Kind.BUSY, path);
        }
        try {
            // Behind the claim: another upload could be done in between, and this one replace it.
            refuseWrite(path, mode, offset);
        } catch (StorageException | RuntimeException e) {
            claims.release(name);
            throw e;
        }
        return new S3Sink(objects, path, mode.isNew(), () -> claims.release(name));
    }

    private void refuseWrite(VirtualPath path, WriteMode mode, long offset) throws StorageException {
        if (path.isRoot()) {
            throw StorageException.of(Kind.NOT_A_FILE, path);
        }
        var size = sizeOf(path, mode);
        if (mode.isNew() && size >= 0) {
            throw StorageException.of(Kind.ALREADY_EXISTS, path);
        }
        if (offset > Math.max(0, size)) {
            throw StorageException.of(Kind.OUT_OF_RANGE, path);
        }
        // RESUME from the start replaces all of it.
        if (size >= 0 && (mode == WriteMode.APPEND || mode == WriteMode.PATCH || offset > 0)) {
            throw wholeFilesAlone(path);
        }
    }

    /** Bytes of the file, or -1 where none is and one may be made. */
    private long sizeOf(VirtualPath path, WriteMode mode) throws StorageException {
        try {
            var found = stat(path);
            if (found.isDirectory()) {
                throw StorageException.of(mode.isNew() ? Kind.ALREADY_EXISTS : Kind.NOT_A_FILE, path);
            }
            return found.size();
        } catch (StorageException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
            objects.requireParent(path);
            return -1;
        }
    }

    @Override
    public void checkRoom(VirtualPath path, WriteMode mode, long bytes) throws StorageException {
        if (claims.isTaken(bucket.fullName(path))) {
            throw StorageException.of(Kind.BUSY, path);
        }
        var isWhole = mode == WriteMode.REPLACE || mode.isNew();
        if (!isWhole && objects.exists(path) && stat(path).isFile()) {
            throw wholeFilesAlone(path);
        }
    }

    @Override
    public void makeDirectory(VirtualPath path) throws StorageException {
        if (objects.exists(path)) {
            throw StorageException.of(Kind.ALREADY_EXISTS, path);
        }
        objects.requireParent(path);
        bucket.keep(path);
    }

    @Override
    public void removeDirectory(VirtualPath path) throws StorageException {
        if (path.isRoot()) {
            throw StorageException.of(Kind.DENIED, path);
        }
        if (!stat(path).isDirectory()) {
            throw StorageException.of(Kind.NOT_A_DIRECTORY, path);
        }
        if (!objects.isEmpty(path)) {
            throw StorageException.of(Kind.NOT_EMPTY, path);
        }
        objects.keepParent(path);
        bucket.drop(path);
    }

    @Override
    public void delete(VirtualPath path) throws StorageException {
        if (stat(path).isDirectory()) {
            throw StorageException.of(Kind.NOT_A_FILE, path);
        }
        objects.keepParent(path);
        bucket.delete(path);
    }

    @Override
    public void rename(VirtualPath from, VirtualPath to, boolean overwrite) throws StorageException {
        if (from.isRoot() || to.isRoot()) {
            throw StorageException.of(Kind.DENIED, from);
        }
        if (from.equals(to)) {
            stat(from);
            return;
        }
        new Renaming(objects, claims, from, to).run(overwrite);
    }

    @Override
    public void setModified(VirtualPath path, Instant modified) throws StorageException {
        stat(path);
        throw S3Failures.rejected(path, "Object storage keeps the times of uploads; they cannot be set.");
    }

    @Override
    public void setMode(VirtualPath path, int mode) throws StorageException {
        if ((mode & ~0777) != 0) {
            throw new IllegalArgumentException("permission bits are 0 to 0777, octal");
        }
        stat(path);
        if (path.isRoot()) {
            throw StorageException.of(Kind.DENIED, path);
        }
        throw S3Failures.rejected(path, "Object storage has no permission bits.");
    }

    /** Nobody knows an end of it. */
    @Override
    public long space(VirtualPath path) throws StorageException {
        stat(path);
        return Long.MAX_VALUE;
    }

    private static StorageException wholeFilesAlone(VirtualPath path) {
        return S3Failures.rejected(path,
                "Object storage writes whole files alone: send the file from its beginning with STOR.");
    }
}
