package dev.ftpsd.storage.memory;

import dev.ftpsd.storage.ChangingContract;
import dev.ftpsd.storage.FileStore;

class MemoryChangingTest extends ChangingContract {

    @Override
    protected FileStore emptyStore() {
        return new MemoryFileStore();
    }
}
