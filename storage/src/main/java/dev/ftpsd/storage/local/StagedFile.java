package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import org.jspecify.annotations.Nullable;

/**
 * An upload in a hidden file, moved over its target by the commit in one step: whoever opens the name sees the old file or
 * the whole new one, and a failure of any kind, a kill of the process included, leaves the old one as it was.
 *
 * <p>What breaks off stays in the hidden file to be gone on from ({@link Parts}), unless nothing has come, the policy keeps
 * nothing, or the disk failed or was full: then the bytes are not to be trusted, or their room is needed.
 *
 * <p>CREATE_NEW puts an empty file at the name at once, so that the name is taken for everybody. Without a commit it goes
 * again. CREATE_LATE, and who may not replace files, takes a name that is free not before the commit, in one step with it; in the
 * same way as CREATE_NEW where there is no such step. One thread at a time.
 */
final class StagedFile implements LocalSink {

    private final Target target;
    private final Stage stage;
    private final Beginning beginning;
    private final @Nullable Object old;
    private @Nullable Object reservation;
    private boolean keepsOthers;
    private long written;
    private boolean begun;
    private boolean incomplete;
    private boolean broken;
    private boolean showing;
    private boolean shown;
    private boolean closed;
    private Optional<FileEntry> committed = Optional.empty();

    /**
     * An upload.
     *
     * @param old the key of the file that stands at the name; null where none does
     * @param reservation the key of the empty file that holds the name; null where none does
     */
    StagedFile(Target target, Stage stage, Beginning beginning, @Nullable Object old, @Nullable Object reservation) {
        this.target = target;
        this.stage = stage;
        this.beginning = beginning;
        this.old = old;
        this.reservation = reservation;
    }

    @Override
    public long copied() {
        return beginning.copied();
    }

    @Override
    public void write(ByteBuffer source) throws StorageException {
        try {
            if (source.hasRemaining()) {
                begin();
            }
            while (source.hasRemaining()) {
                written += stage.file().write(source);
            }
        } catch (IOException e) {
            failed(e);
            throw NioFailures.of(e, path());
        }
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public void prepare() throws StorageException {
        try {
            begin();
        } catch (IOException e) {
            failed(e);
            throw NioFailures.of(e, path());
        }
    }

    @Override
    public void commit() throws StorageException {
        if (incomplete || broken) {
            // Bytes are missing: what has arrived is not the file.
            throw StorageException.of(Kind.FAILED, path());
        }

        try {
            begin();
            force();
            if (reservation != null && !target.isThere(reservation)) {
                throw taken();
            }
            committed = Optional.of(show(mustBeFree()));
            target.syncDirectory();
        } catch (IOException e) {
            throw NioFailures.of(e, path());
        }
    }

    /** Whether nothing may stand at the name, as the old file does not, or not any more. */
    private boolean mustBeFree() throws IOException {
        if (beginning instanceof Beginning.Copy copy && !target.isThere(copy.key())) {
            broken = true;
            throw target.lost();
        }
        return keepsOthers && reservation == null && (old == null || !target.isThere(old));
    }

    private StorageException taken() {
        broken = true;
        return StorageException.taken(path());
    }

    @Override
    public boolean mayBeThere() {
        return showing;
    }

    @Override
    public void keepOthers() {
        keepsOthers = true;
    }

    @Override
    public void hold() throws StorageException {
        target.hold(stage);
    }

    @Override
    public Optional<String> staged() {
        return Optional.of(stage.place().path().toString());
    }

    @Override
    public Optional<String> place() {
        return Optional.of(target.place().pathNow().toString());
    }

    @Override
    public Optional<FileEntry> committed() {
        return committed;
    }

    @Override
    public void discard() {
        broken = true;
        close();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }

        closed = true;
        try (target) {
            beginning.close();
            Quietly.close(stage.file());
            if (!shown) {
                Quietly.attempt(this::keepOrDelete);
            }
        }
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            stage.begin(beginning);
        }
    }

    private void force() throws IOException {
        try {
            target.sync(stage.file());
            stage.file().close();
        } catch (IOException e) {
            failed(e);
            throw e;
        }
    }

    /** An interrupt, which closes the channel, is no fault of the disk: what it has cut off can be gone on from. */
    private void failed(IOException e) {
        incomplete = true;
        broken |= !(e instanceof ClosedChannelException);
    }

    private void keepOrDelete() throws IOException {
        try {
            if (reservation != null && target.isThere(reservation)) {
                target.place().directory().deleteFile(target.place().name());
            }
        } finally {
            if (!isKept() && stage.find().isPresent()) {
                stage.place().directory().deleteFile(stage.place().name());
            }
        }
    }

    private boolean isKept() {
        var hasBytes = begun ? beginning.leavesPart(written) : stage.wasThere();
        var kept = hasBytes && !broken && target.policy().keepsPartial();
        if (kept) {
            target.uploader().keptPart().run();
        }
        return kept;
    }

    private FileEntry show(boolean mustBeFree) throws IOException {
        var found = stage.find();
        if (found.isEmpty()) {
            throw target.takenAway(stage);
        }
        if (old != null) {
            target.claim().giveUp(old);
        }
        showing = true;
        if (!mustBeFree) {
            target.show(stage);
        } else if (!target.showIfFree(stage)) {
            showing = false;
            throw taken();
        }
        shown = true;
        return target.entry(found.get());
    }

    private VirtualPath path() {
        return target.path();
    }

    /** The permission bits of what comes: those of the file that it replaces, or what the umask leaves. */
    static int mode(Target target, Optional<Attributes> old) {
        return old.map(Attributes::mode).orElseGet(() -> Modes.mode(target.policy().filePermissions()));
    }
}
