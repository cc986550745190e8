package dev.ftpsd.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** The bytes of an open file. One thread at a time; {@link #close()} may come from any thread and ends a pending read. */
public interface FileSource extends AutoCloseable {

    /** Its length in bytes when it was opened. */
    long size();

    /**
     * Reads from {@code position} into {@code target}.
     *
     * @param position bytes from the start, 0 or more
     * @return the bytes read, at least 1 unless target is full, or -1 at the end
     * @throws IOException if the disk fails or the source is closed
     */
    int read(ByteBuffer target, long position) throws IOException;

    /** The file itself where the store has one, so that the kernel can send it without copying. Owned by this source. */
    Optional<FileChannel> channel();

    @Override
    void close();
}
