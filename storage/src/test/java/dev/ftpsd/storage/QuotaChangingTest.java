package dev.ftpsd.storage;

import dev.ftpsd.storage.memory.MemoryFileStore;

/** A store under a quota is a store like any other. */
class QuotaChangingTest extends ChangingContract {

    @Override
    protected FileStore emptyStore() {
        return new QuotaStore(new MemoryFileStore(), new QuotaLedger(new FakeKeeper()),
                () -> new StoreLimits(1 << 30, 1 << 30, 1 << 20));
    }
}
