package dev.ftpsd.storage;

import java.nio.ByteBuffer;

/** An upload under limits: each write is reserved before it is made, and the end counts what came of it. One thread at a time. */
final class QuotaSink extends ForwardingSink {

    private final Upload upload;
    private final QuotaStore store;
    private final QuotaLedger ledger;
    private long reserved;
    private long reservedEntries;
    private boolean refused;
    private boolean committed;
    private boolean closed;

    /**
     * What it is about.
     *
     * @param writing as the ledger knows it
     * @param counted whether it counts against a quota; an entry is reserved then, if the file is new
     * @param before what the name stood for, where it counts
     * @param part what of that is left of a broken upload, which this one goes on from or replaces
     * @param position where the first byte goes
     */
    record Upload(VirtualPath path, Writing writing, boolean counted, Usage before, Usage part,
            long position) {}

    QuotaSink(FileSink sink, Upload upload, QuotaStore store, QuotaLedger ledger) {
        super(sink);
        this.upload = upload;
        this.store = store;
        this.ledger = ledger;
        this.reservedEntries = upload.counted() && upload.before().entries() == 0 ? 1 : 0;
    }

    @Override
    public void write(ByteBuffer source) throws StorageException {
        var limits = store.limits();
        var end = upload.position() + written() + source.remaining();
        if (end > limits.fileSize()) {
            refused = true;
            throw limits.tooLarge(upload.path());
        }
        if (upload.counted()) {
            reserve(end - upload.before().bytes());
        }
        super.write(source);
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
    public void commit() throws StorageException {
        if (refused) {
            throw StorageException.of(StorageException.Kind.FAILED, upload.path());
        }
        ledger.commits().lock();
        try {
            super.commit();
        } finally {
            ledger.commits().unlock();
        }
        committed = true;
    }

    @Override
    public void discard() {
        end(super::discard);
    }

    @Override
    public void close() {
        // What hit a limit could not be completed either, and would go on counting.
        end(refused ? super::discard : this::keepPart);
    }

    /**
     * What is kept of a broken upload stands beside the old file, and both count: without room for both it goes. Where nothing came, all is
     * as it was.
     */
    private void keepPart() {
        if (!committed && upload.counted() && written() > 0) {
            try {
                reserve(upload.position() + written() - upload.part().bytes());
                var entries = 1 - upload.part().entries() - reservedEntries;
                store.reserve(upload.path(), 0, entries);
                reservedEntries += entries;
            } catch (StorageException _) {
                super.discard();
                return;
            }
        }
        super.close();
    }

    private void end(Runnable ending) {
        if (closed) {
            return;
        }
        closed = true;
        ledger.changes().lock();
        try {
            ending.run();
        } finally {
            end();
        }
    }

    private void end() {
        try {
            settle();
        } finally {
            ledger.endWriting(upload.writing());
            ledger.changes().unlock();
        }
    }

    private void settle() {
        var room = new Usage(reserved, reservedEntries);
        try {
            var change = upload.writing().change();
            if (change.isEmpty() || !upload.counted()) {
                // While it went on nobody could keep its directory where it was.
                ledger.doubt();
            }
            ledger.settleReserved(change.orElse(Usage.NONE), room);
        } catch (StorageException e) {
            // As much as could have come of it.
            ledger.doubt();
            ledger.settleReserved(room, room);
        }
    }
}
