package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * What a staged file holds before the first byte of its upload, made as that comes: until then an upload that breaks off
 * takes nothing away.
 */
sealed interface Beginning {

    /** Makes it and leaves the channel where the first byte goes. */
    void make(FileChannel staged) throws IOException;

    /** Bytes that it writes. */
    default long copied() {
        return 0;
    }

    /**
     * Whether there is something to go on from, should the upload break off behind its beginning.
     *
     * @param written bytes that have come
     */
    boolean leavesPart(long written);

    /** Frees what is held. */
    default void close() {
        // Most hold nothing.
    }

    /** Nothing, whatever an earlier upload has left. */
    record Nothing() implements Beginning {

        @Override
        public void make(FileChannel staged) throws IOException {
            staged.truncate(0);
            staged.position(0);
        }

        @Override
        public boolean leavesPart(long written) {
            return written > 0;
        }
    }

    /**
     * What an earlier upload has left.
     *
     * @param offset where the first byte goes
     * @param cuts whether what stands behind it goes
     */
    record Part(long offset, boolean cuts) implements Beginning {

        @Override
        public void make(FileChannel staged) throws IOException {
            if (cuts) {
                staged.truncate(offset);
            }
            staged.position(offset);
        }

        @Override
        public boolean leavesPart(long written) {
            return true;
        }
    }

    /**
     * A copy of what stands at the target, so that this stays whole until the commit. The system copies, and on file systems
     * that can share blocks (XFS, Btrfs) it does so in no time.
     *
     * @param old owned by this
     * @param key by which that file is known
     * @param length how much of it
     * @param offset where the first byte goes
     */
    record Copy(FileChannel old, Object key, long length, long offset) implements Beginning {

        @Override
        public void make(FileChannel staged) throws IOException {
            staged.truncate(0);
            staged.position(0);
            for (var done = 0L; done < length;) {
                var count = old.transferTo(done, length - done, staged);
                if (count <= 0) {
                    throw new IOException("the file has become shorter");
                }
                done += count;
            }
            staged.position(offset);
        }

        @Override
        public long copied() {
            return length;
        }

        /** A file stands, so clients ask for its size and send what follows again: behind a copy that has grown that comes twice. */
        @Override
        public boolean leavesPart(long written) {
            return false;
        }

        @Override
        public void close() {
            Quietly.close(old);
        }
    }
}
