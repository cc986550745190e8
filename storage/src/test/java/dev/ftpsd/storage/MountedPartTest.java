package dev.ftpsd.storage;

import dev.ftpsd.storage.memory.MemoryFileStore;

class MountedPartTest extends PartContract {

    @Override
    protected FileStore emptyStore() {
        return Below.mounted(new MemoryFileStore(), new MemoryFileStore());
    }
}
