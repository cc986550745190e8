package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import org.jspecify.annotations.Nullable;

/**
 * An upload that writes to the file itself: {@code upload: direct}.
 *
 * <p>What stands behind the offset is cut off, except by PATCH, as the first byte comes, or by the commit of an upload without bytes. So the
 * file's size counts good bytes only, and a client whose connection broke can go on from what SIZE says. A commit that
 * never comes takes nothing back, except that a file that this upload made is deleted if it is empty or if partial files
 * are not kept. One thread at a time.
 */
final class FileInPlace implements LocalSink {

    /** In the place of an offset: each write goes to the end, wherever that is by then ({@code O_APPEND}). */
    static final long AT_THE_END = -1;

    private final Target target;
    private final FileChannel file;
    private final long offset;
    private final @Nullable Object made;
    private final boolean cuts;
    private long written;
    private boolean broken;
    private boolean committed;
    private Optional<FileEntry> entry = Optional.empty();
    private boolean discarded;
    private boolean closed;

    /**
     * An upload to an open file.
     *
     * @param made the key of the file if this upload made it; null where it was there
     * @param cuts whether what stands behind the offset goes
     */
    FileInPlace(Target target, FileChannel file, long offset, @Nullable Object made, boolean cuts) {
        this.target = target;
        this.file = file;
        this.offset = offset;
        this.made = made;
        this.cuts = cuts;
    }

    @Override
    public long copied() {
        return 0;
    }

    @Override
    public void write(ByteBuffer source) throws StorageException {
        try {
            if (written == 0 && source.hasRemaining()) {
                cut();
            }
            while (source.hasRemaining()) {
                written += file.write(source);
            }
        } catch (IOException e) {
            broken = true;
            throw NioFailures.of(e, path());
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
            throw StorageException.of(Kind.FAILED, path());
        }

        try {
            if (written == 0) {
                cut();
            }
            target.sync(file);
            file.close();
            if (made != null) {
                target.syncDirectory();
            }
            entry = target.place().attributesIfAny().map(target::entry);
            committed = true;
        } catch (IOException e) {
            throw NioFailures.of(e, path());
        }
    }

    /** What was opened is written to, whatever stands at the name by now. */
    @Override
    public void keepOthers() {
        // It never replaces a file.
    }

    @Override
    public Optional<String> place() {
        return Optional.of(target.place().pathNow().toString());
    }

    @Override
    public Optional<FileEntry> committed() {
        return entry;
    }

    @Override
    public void discard() {
        discarded = true;
        close();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }

        closed = true;
        try (target) {
            Quietly.close(file);
            var leavesNothing = discarded || written == 0 || !target.policy().keepsPartial();
            if (!committed && made != null && leavesNothing) {
                var own = made;
                Quietly.attempt(() -> deleteIfThere(own));
            }
        }
    }

    /** Somebody may have put a file of theirs there. */
    private void deleteIfThere(Object own) throws IOException {
        if (target.isThere(own)) {
            target.place().directory().deleteFile(target.place().name());
        }
    }

    private void cut() throws IOException {
        if (offset != AT_THE_END) {
            if (cuts) {
                file.truncate(offset);
            }
            file.position(offset);
        }
    }

    private VirtualPath path() {
        return target.path();
    }
}
