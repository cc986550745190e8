package dev.ftpsd.storage;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;

/**
 * An upload that leads to another one; whoever decorates it says only what differs. All methods are forwarded, so that what a
 * sink can tell is never lost behind a decorator.
 */
public abstract class ForwardingSink implements FileSink {

    private final FileSink sink;

    /** @param sink what everything goes to */
    protected ForwardingSink(FileSink sink) {
        this.sink = Objects.requireNonNull(sink);
    }

    @Override
    public void expect(long bytes) {
        sink.expect(bytes);
    }

    @Override
    public void write(ByteBuffer source) throws StorageException {
        sink.write(source);
    }

    @Override
    public long written() {
        return sink.written();
    }

    @Override
    public void prepare() throws StorageException {
        sink.prepare();
    }

    @Override
    public void commit() throws StorageException {
        sink.commit();
    }

    @Override
    public boolean mayBeThere() {
        return sink.mayBeThere();
    }

    @Override
    public void keepOthers() {
        sink.keepOthers();
    }

    @Override
    public Optional<FileEntry> committed() {
        return sink.committed();
    }

    @Override
    public VirtualPath path(VirtualPath asked) {
        return sink.path(asked);
    }

    @Override
    public void hold() throws StorageException {
        sink.hold();
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
    public void discard() {
        sink.discard();
    }

    @Override
    public void close() {
        sink.close();
    }
}
