package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileStore;
import java.util.Set;
import java.util.function.LongUnaryOperator;

import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.ForwardingSink;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;
import org.jspecify.annotations.Nullable;

/**
 * What uploads leave free on the file system of a root, whoever fills it otherwise. It is looked at before the first byte, for the copy
 * of the old file as well that some begin with, and again with every 4 MiB of an upload: by so much, times the uploads that run, it may
 * be passed. Where there is a gibibyte
 * more than is asked for, one look serves for a tenth of a second: small files come faster than a disk fills. Safe for several
 * threads.
 */
final class DiskReserve {

    private static final long EVERY = 4L << 20;
    private static final long AMPLE = 1L << 30;
    private static final long FRESH_NANOS = 100_000_000;

    /** File systems on which a copy takes no room, as both files have the same blocks. */
    private static final Set<String> SHARING = Set.of("xfs", "btrfs");

    private final FileStore disk;
    private final LongUnaryOperator ofTotal;
    private volatile @Nullable Look last;

    /** Bytes, as they were when they were looked at. */
    private record Look(long usable, long total, long nanoTime) {

        boolean isFresh() {
            return System.nanoTime() - nanoTime < FRESH_NANOS;
        }
    }

    /**
     * The reserve of one file system.
     *
     * @param disk the file system of the root
     * @param ofTotal bytes to leave free on one of so many; asked anew each time
     */
    DiskReserve(FileStore disk, LongUnaryOperator ofTotal) {
        this.disk = disk;
        this.ofTotal = ofTotal;
    }

    /** The bytes of {@code usable} that may be used. */
    long without(long usable) throws IOException {
        return without(usable, disk.getTotalSpace());
    }

    private long without(long usable, long total) {
        return Math.max(0, usable - ofTotal.applyAsLong(total));
    }

    private boolean hasRoom(Look look, long bytes) {
        return without(look.usable(), look.total()) >= bytes;
    }

    /**
     * Refuses what would not leave enough.
     *
     * @throws StorageException NO_SPACE
     */
    void require(VirtualPath path, long bytes) throws StorageException {
        var known = last;
        if (known != null && known.isFresh() && bytes < AMPLE && hasRoom(known, bytes + AMPLE)) {
            return;
        }
        try {
            var look = new Look(disk.getUsableSpace(), disk.getTotalSpace(), System.nanoTime());
            last = look;
            if (!hasRoom(look, bytes)) {
                throw new StorageException(StorageException.Kind.NO_SPACE, path.toString(),
                        "Not enough space left on the server; try again later, or ask the administrator.");
            }
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw NioFailures.of(e, path);
        }
    }

    /**
     * As {@link #require(VirtualPath, long)}, for bytes behind a copy.
     *
     * @param copied bytes of the old file
     */
    void require(VirtualPath path, long bytes, long copied) throws StorageException {
        var room = SHARING.contains(disk.type()) ? 0 : copied;
        // An announced size may be any number.
        require(path, bytes > Long.MAX_VALUE - room ? Long.MAX_VALUE : bytes + room);
    }

    /** The same upload, refused where it would not leave enough. */
    FileSink guard(LocalSink sink, VirtualPath path) {
        return new Guarded(sink, path, this);
    }

    /** One thread at a time. */
    private static final class Guarded extends ForwardingSink {

        private final VirtualPath path;
        private final DiskReserve reserve;
        /** What is still to be copied. */
        private long copied;
        private long checked;
        private boolean refused;

        Guarded(LocalSink sink, VirtualPath path, DiskReserve reserve) {
            super(sink);
            this.copied = sink.copied();
            this.path = path;
            this.reserve = reserve;
        }

        @Override
        public void write(ByteBuffer source) throws StorageException {
            var end = written() + source.remaining();
            if (end > checked) {
                require(source.remaining());
                checked = written() + EVERY;
            }
            super.write(source);
        }

        private void require(long bytes) throws StorageException {
            refused = true;
            reserve.require(path, bytes, copied);
            refused = false;
            copied = 0;
        }

        /** An upload without a byte begins here, or with the commit. */
        private void requireCopy() throws StorageException {
            if (refused) {
                throw StorageException.of(StorageException.Kind.FAILED, path);
            }
            if (copied > 0) {
                require(0);
            }
        }

        @Override
        public void prepare() throws StorageException {
            requireCopy();
            super.prepare();
        }

        @Override
        public void commit() throws StorageException {
            requireCopy();
            super.commit();
        }

        @Override
        public void close() {
            if (refused) {
                discard();
            } else {
                super.close();
            }
        }
    }
}
