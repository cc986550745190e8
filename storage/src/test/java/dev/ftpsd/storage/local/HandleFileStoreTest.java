package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Path;

import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.FileStoreContract;
import org.junit.jupiter.api.io.TempDir;

/** The same with the directory handles of Java alone. */
class HandleFileStoreTest extends FileStoreContract {

    @TempDir
    private Path root;

    @Override
    protected FileStore emptyStore() throws IOException {
        return LocalFileStore.open(root, false, LocalPolicy.DEFAULT, Uploader.NOBODY, OpenDirectory::openByJava);
    }
}
