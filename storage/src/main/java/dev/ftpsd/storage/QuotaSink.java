package dev.ftpsd.storage;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/** An upload under limits: each write is reserved before it is made, and the end counts what came of it. One thread at a time. */
final class QuotaSink implements FileSink {

    private final FileSink sink;
    private final Upload upload;
    private final QuotaStore store;
    private final QuotaLedger ledger;
    private final long epoch;
    private long reserved;
    private long reservedForPart;
    private boolean refused;
    private boolean committed;
    private boolean closed;

    /**
     * What it is about.
     *
     * @param counted whether it counts against a quota; an entry is reserved then, if the file is new
     * @param before what the name stood for, where it counts
     * @param position where the first byte goes
     */
    record Upload(VirtualPath path, boolean counted, Usage before, long position) {}

    QuotaSink(FileSink sink, Upload upload, QuotaStore store, QuotaLedger ledger) {
        this.sink = sink;
        this.upload = upload;
        this.store = store;
        this.ledger = ledger;
        this.epoch = ledger.epoch();
    }

    @Override
    public void write(ByteBuffer source) throws StorageException {
        var limits = store.limits();
        var end = upload.position() + sink.written() + source.remaining();
        if (end > limits.fileSize()) {
            refused = true;
            throw QuotaStore.tooLarge(upload.path(), limits);
        }
        if (upload.counted()) {
            reserve(end - upload.before().bytes());
        }
        sink.write(source);
    }

    private void reserve(long growth) throws StorageException {
        if (growth <= reserved) {
            return;
        }
        try {
            store.reserve(upload.path(), growth - reserved, 0);
            reserved = growth;
        } catch (StorageException e) {
            refused = true;
            throw e;
        }
    }

    @Override
    public long written() {
        return sink.written();
    }

    @Override
    public void commit() throws StorageException {
        if (refused) {
            throw StorageException.of(StorageException.Kind.FAILED, upload.path());
        }
        sink.commit();
        committed = true;
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
        end(FileSink::discard);
    }

    @Override
    public void close() {
        // What hit a limit could not be completed either, and would go on counting.
        end(refused ? FileSink::discard : this::keepPart);
    }

    /** What is kept of a broken upload stands beside the old file, and both count: without room for both it goes. */
    private void keepPart(FileSink broken) {
        var part = upload.position() + broken.written();
        if (!committed && upload.counted()) {
            try {
                reserve(part);
                store.reserve(upload.path(), 0, upload.before().entries() == 0 ? 0 : 1);
                reservedForPart = upload.before().entries() == 0 ? 0 : 1;
            } catch (StorageException _) {
                broken.discard();
                return;
            }
        }
        broken.close();
    }

    private void end(Consumer<FileSink> ending) {
        if (closed) {
            return;
        }
        closed = true;
        ledger.changes().lock();
        try {
            ending.accept(sink);
            settle();
        } catch (StorageException e) {
            ledger.overlook();
        } finally {
            ledger.release(reserved, reservedForPart + (upload.counted() && upload.before().entries() == 0 ? 1 : 0));
            ledger.endWriting(upload.path());
            ledger.changes().unlock();
        }
    }

    private void settle() throws StorageException {
        if (!upload.counted() || ledger.epoch() != epoch) {
            ledger.overlook();
            return;
        }
        var change = store.standing().at(upload.path()).minus(upload.before());
        ledger.settle(change.bytes(), change.entries());
    }
}
