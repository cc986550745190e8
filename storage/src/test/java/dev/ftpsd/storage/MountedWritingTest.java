package dev.ftpsd.storage;

import dev.ftpsd.storage.memory.MemoryFileStore;

class MountedWritingTest extends WritingContract {

    @Override
    protected FileStore emptyStore() {
        return Below.mounted(new MemoryFileStore(), new MemoryFileStore());
    }
}
