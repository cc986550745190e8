package dev.ftpsd.storage.memory;

import dev.ftpsd.storage.BusyContract;
import dev.ftpsd.storage.FileStore;

class MemoryBusyTest extends BusyContract {

    @Override
    protected FileStore emptyStore() {
        return new MemoryFileStore();
    }
}
