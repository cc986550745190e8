package dev.ftpsd.storage;

import dev.ftpsd.storage.memory.MemoryFileStore;

class MountedBusyTest extends BusyContract {

    @Override
    protected FileStore emptyStore() {
        return Below.mounted(new MemoryFileStore(), new MemoryFileStore());
    }
}
