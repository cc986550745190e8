package dev.ftpsd.server.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.ftpsd.server.data.DataFailure;
import dev.ftpsd.storage.FileSource;
import dev.ftpsd.storage.StorageException;

/**
 * Hashes a file as it is read, on the command's thread: memory stays the same for any size, and ABOR or the loss of the control
 * connection ends it at the next chunk.
 */
public final class Hashing {

    private static final int CHUNK = 256 * 1024;
    private static final int LOOK_FOR_ABOR = 100; // milliseconds

    /** Half the cores at a time for all sessions, chunk by chunk: whoever asks for hashes must not starve transfers. */
    private static final Semaphore CORES =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    private final Transfer transfer;
    private final FileSource source;

    public Hashing(Transfer transfer, FileSource source) {
        this.transfer = transfer;
        this.source = source;
    }

    /**
     * Gives the bytes from {@code start} to {@code end} to a digest.
     *
     * @param start bytes from the start of the file
     * @param end the first byte that is not hashed, at most the size of the file
     * @throws dev.ftpsd.server.data.DataFailure ABORTED
     * @throws StorageException FAILED if the file could not be read, or has become shorter
     */
    public void run(Digest digest, long start, long end) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(CHUNK, Math.max(1, end - start)));
        for (var position = start; position < end;) {
            transfer.checkNotAborted();
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
            var count = read(buffer, position);
            update(digest, buffer.flip());
            position += count;
            transfer.moved(count);
        }
        transfer.checkNotAborted();
    }

    /** On a core: a disk that hangs holds none, and ABOR ends the wait for one. */
    private void update(Digest digest, ByteBuffer bytes) throws DataFailure {
        try {
            while (!CORES.tryAcquire(LOOK_FOR_ABOR, TimeUnit.MILLISECONDS)) {
                transfer.checkNotAborted();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataFailure(DataFailure.Kind.ABORTED, "Aborted.", e);
        }
        try {
            digest.update(bytes);
        } finally {
            CORES.release();
        }
    }

    private int read(ByteBuffer buffer, long position) throws StorageException {
        int count;
        try {
            count = source.read(buffer, position);
        } catch (IOException e) {
            throw new StorageException(StorageException.Kind.FAILED, "", "Error while reading the file.", e);
        }
        if (count < 0) {
            throw new StorageException(StorageException.Kind.FAILED, "", "The file became shorter meanwhile.");
        }
        return count;
    }
}
