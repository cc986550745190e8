package dev.ftpsd.storage;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** An upload under limits: each write is reserved before it is made, and the end counts what came of it. One thread at a time. */
final class QuotaSink implements FileSink {

    private final FileSink sink;
    private final Upload upload;
    private final QuotaStore store;
    private final QuotaLedger ledger;
    private final long epoch;
    private long reserved;
    private boolean refused;
    private boolean closed;

    /**
     * What it is about.
     *
     * @param counted whether it counts against a quota; an entry is reserved then, if the file is new
     * @param old the size of the file that was there, where that matters
     * @param position where the first byte goes
     */
    record Upload(VirtualPath path, boolean counted, OptionalLong old, long position) {}

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
            reserve(end - upload.old().orElse(0));
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
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        ledger.changes().lock();
        try {
            sink.close();
            settle();
        } catch (StorageException e) {
            ledger.overlook();
        } finally {
            ledger.release(reserved, upload.counted() && upload.old().isEmpty() ? 1 : 0);
            ledger.endWriting(upload.path());
            ledger.changes().unlock();
        }
    }

    private void settle() throws StorageException {
        var isNew = upload.old().isEmpty();
        var left = refused || upload.counted() ? store.sizeOf(upload.path()) : OptionalLong.empty();
        if (refused && isNew && left.isPresent()) {
            store.files().delete(upload.path());
            left = OptionalLong.empty();
        }
        if (!upload.counted() || ledger.epoch() != epoch) {
            ledger.overlook();
            return;
        }
        ledger.settle(left.orElse(0) - upload.old().orElse(0),
                (left.isPresent() ? 1 : 0) - (isNew ? 0 : 1));
    }
}
