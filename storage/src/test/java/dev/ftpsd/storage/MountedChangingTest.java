package dev.ftpsd.storage;

import dev.ftpsd.storage.memory.MemoryFileStore;

class MountedChangingTest extends ChangingContract {

    @Override
    protected FileStore emptyStore() {
        return Below.mounted(new MemoryFileStore(), new MemoryFileStore());
    }
}
