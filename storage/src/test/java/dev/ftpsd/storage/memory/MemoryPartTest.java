package dev.ftpsd.storage.memory;

import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.PartContract;

class MemoryPartTest extends PartContract {

    @Override
    protected FileStore emptyStore() {
        return new MemoryFileStore();
    }
}
