package dev.ftpsd.storage.memory;

import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.WritingContract;

class MemoryWritingTest extends WritingContract {

    @Override
    protected FileStore emptyStore() {
        return new MemoryFileStore();
    }
}
