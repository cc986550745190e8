package dev.ftpsd.storage.memory;

import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.FileStoreContract;

class MemoryFileStoreTest extends FileStoreContract {

    @Override
    protected FileStore emptyStore() {
        return new MemoryFileStore();
    }
}
