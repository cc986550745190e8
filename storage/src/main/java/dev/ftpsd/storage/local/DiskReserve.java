package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileStore;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;

/**
 * What uploads leave free on the file system of a root, whoever fills it otherwise. It is looked at before the first byte and
 * again with every 4 MiB of an upload: by so much, times the uploads that run, it may be passed. Safe for several threads.
 *
 * @param disk the file system of the root
 * @param ofTotal bytes to leave free on one of so many; asked anew each time
 */
record DiskReserve(FileStore disk, LongUnaryOperator ofTotal) {

    private static final long EVERY = 4L << 20;

    /** The bytes of {@code usable} that may be used. */
    long without(long usable) throws IOException {
        return Math.max(0, usable - ofTotal.applyAsLong(disk.getTotalSpace()));
    }

    /**
     * Refuses what would not leave enough.
     *
     * @throws StorageException NO_SPACE
     */
    void require(VirtualPath path, long bytes) throws StorageException {
        try {
            if (without(disk.getUsableSpace()) < bytes) {
                throw new StorageException(StorageException.Kind.NO_SPACE, path.toString(),
                        "Not enough space left on the server; try again later, or ask the administrator.");
            }
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw NioFailures.of(e, path);
        }
    }

    /** The same upload, refused where it would not leave enough. */
    FileSink guard(FileSink sink, VirtualPath path) {
        return new Guarded(sink, path, this);
    }

    /** One thread at a time. */
    private static final class Guarded implements FileSink {

        private final FileSink sink;
        private final VirtualPath path;
        private final DiskReserve reserve;
        private long checked;
        private boolean refused;

        Guarded(FileSink sink, VirtualPath path, DiskReserve reserve) {
            this.sink = sink;
            this.path = path;
            this.reserve = reserve;
        }

        @Override
        public void write(ByteBuffer source) throws StorageException {
            var end = sink.written() + source.remaining();
            if (end > checked) {
                refused = true;
                reserve.require(path, source.remaining());
                refused = false;
                checked = sink.written() + EVERY;
            }
            sink.write(source);
        }

        @Override
        public long written() {
            return sink.written();
        }

        @Override
        public void commit() throws StorageException {
            if (refused) {
                throw StorageException.of(StorageException.Kind.FAILED, path);
            }
            sink.commit();
        }

        @Override
        public Optional<String> staged() {
            return sink.staged();
        }

        @Override
        public Optional<String> place() {
            return sink.place();
        }

        @Override
        public Optional<FileEntry> committed() {
            return sink.committed();
        }

        @Override
        public void discard() {
            sink.discard();
        }

        @Override
        public void close() {
            if (refused) {
                sink.discard();
            } else {
                sink.close();
            }
        }
    }
}
