package dev.ftpsd.storage.s3;

import java.nio.ByteBuffer;
import java.util.Optional;

import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;

/**
 * An object that is written: whole by one request if it is no larger than a part, and else part by part. The storage shows it by the
 * last request and not before; without one, or where that fails, what was there stays. One thread at a time.
 */
final class S3Sink implements FileSink {

    private final Objects objects;
    private final VirtualPath path;
    private final Runnable release;
    private final Parts parts;
    private boolean isOnlyNew;
    private long written;
    private boolean broken;
    private boolean showing;
    private boolean closed;
    private Optional<FileEntry> committed = Optional.empty();

    /**
     * An upload.
     *
     * @param isOnlyNew whether nothing may be replaced
     * @param release gives the claim on the name back
     */
    S3Sink(Objects objects, VirtualPath path, boolean isOnlyNew, Runnable release) {
        this.objects = objects;
        this.path = path;
        this.isOnlyNew = isOnlyNew;
        this.release = release;
        this.parts = new Parts(objects.bucket(), path);
    }

    @Override
    public void expect(long bytes) {
        parts.expect(bytes);
    }

    @Override
    public void write(ByteBuffer source) throws StorageException {
        try {
            var count = source.remaining();
            parts.add(source);
            written += count;
        } catch (StorageException e) {
            broken = true;
            throw e;
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
            throw StorageException.of(Kind.FAILED, path);
        }
        complete();
        committed = entry();
    }

    /** It is there: where the storage does not answer now, that is no reason to say that it failed, and have it sent again. */
    private Optional<FileEntry> entry() {
        try {
            return Optional.of(objects.stat(path));
        } catch (StorageException e) {
            return Optional.empty();
        }
    }

    private void complete() throws StorageException {
        showing = true;
        try {
            parts.complete(isOnlyNew);
        } catch (StorageException e) {
            showing = e.kind() != Kind.DENIED;
            throw e.kind() == Kind.ALREADY_EXISTS ? StorageException.taken(path) : e;
        }
    }

    /** Its answer may have been lost, and what was asked again is refused since it is there; only who may not write is sure. */
    @Override
    public boolean mayBeThere() {
        return showing;
    }

    /** Objects are written as a whole, so that any that is there would be replaced. */
    @Override
    public void keepOthers() {
        isOnlyNew = true;
    }

    @Override
    public Optional<FileEntry> committed() {
        return committed;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            parts.close();
        } finally {
            release.run();
        }
    }
}
