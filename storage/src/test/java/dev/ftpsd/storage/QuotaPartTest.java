package dev.ftpsd.storage;

import dev.ftpsd.storage.memory.MemoryFileStore;

/** Without a quota nothing is different; under one, what is being uploaded stays where it is. */
class QuotaPartTest extends PartContract {

    @Override
    protected FileStore emptyStore() {
        return new QuotaStore(new MemoryFileStore(), new QuotaLedger(new FakeKeeper()),
                () -> new StoreLimits(1 << 30, Long.MAX_VALUE, Long.MAX_VALUE));
    }
}
