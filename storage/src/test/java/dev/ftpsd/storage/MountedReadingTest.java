package dev.ftpsd.storage;

import dev.ftpsd.storage.memory.MemoryFileStore;

class MountedReadingTest extends FileStoreContract {

    @Override
    protected FileStore emptyStore() {
        return Below.mounted(new MemoryFileStore(), new MemoryFileStore());
    }
}
