package dev.ftpsd.storage.s3;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * A rename: a copy, and then the deletion of what was copied. Both names are held meanwhile, so that no upload of this server comes
 * between the two; of what another server has put there after the copy nothing is deleted. A name that is being uploaded is not
 * moved away (BUSY), but may be moved to: the upload finds the file at its end, as it would if that had been uploaded.
 */
record Renaming(Objects objects, Claims claims, VirtualPath from, VirtualPath to) {

    /** What one request copies. */
    private static final long MOST_COPIED = 5L << 30;

    void run(boolean overwrite) throws StorageException {
        var source = bucket().fullName(from);
        if (claims.take(source, Claims.Use.RENAME).isPresent()) {
            throw StorageException.of(Kind.BUSY, from);
        }
        try {
            runHolding(overwrite);
        } finally {
            claims.release(source);
        }
    }

    private void runHolding(boolean overwrite) throws StorageException {
        var target = bucket().fullName(to);
        var holder = claims.take(target, Claims.Use.RENAME);
        if (holder.filter(Claims.Use.RENAME::equals).isPresent()) {
            throw StorageException.of(Kind.BUSY, to);
        }
        try {
            move(overwrite);
        } finally {
            if (holder.isEmpty()) {
                claims.release(target);
            }
        }
    }

    private void move(boolean overwrite) throws StorageException {
        var file = bucket().head(from);
        if (file.isEmpty()) {
            objects.stat(from);
            if (to.startsWith(from)) {
                throw StorageException.of(Kind.INTO_ITSELF, from);
            }
        }
        refuseTarget(file.isPresent() && overwrite);
        if (file.isPresent()) {
            moveFile(file.get(), overwrite);
        } else {
            moveDirectory();
        }
    }

    private void refuseTarget(boolean overwrite) throws StorageException {
        if (!objects.exists(to)) {
            objects.requireParent(to);
            return;
        }
        if (!overwrite || objects.stat(to).isDirectory()) {
            throw StorageException.of(Kind.ALREADY_EXISTS, to);
        }
    }

    private void moveFile(HeadObjectResponse file, boolean overwrite) throws StorageException {
        if (file.contentLength() > MOST_COPIED) {
            throw S3Failures.rejected(from,
                    "Object storage renames no file of more than 5 GiB: send it again under the new name.");
        }
        try {
            bucket().copy(from, file.eTag(), to, overwrite);
        } catch (StorageException e) {
            // The answer does not tell which of the two conditions has failed.
            throw e.kind() == Kind.ALREADY_EXISTS && !isStill(file) ? StorageException.of(Kind.BUSY, from, e) : e;
        }
        objects.keepParent(from);
        if (isStill(file)) {
            bucket().delete(from);
        }
    }

    private boolean isStill(HeadObjectResponse file) throws StorageException {
        return bucket().head(from).filter(now -> now.eTag().equals(file.eTag())).isPresent();
    }

    /** Thousands of copies are no rename: half of them may fail. */
    private void moveDirectory() throws StorageException {
        if (!objects.isEmpty(from)) {
            throw S3Failures.rejected(from,
                    "Object storage renames no directory that has something in it: move the files one by one.");
        }
        bucket().keep(to);
        objects.keepParent(from);
        bucket().drop(from);
    }

    private Bucket bucket() {
        return objects.bucket();
    }
}
