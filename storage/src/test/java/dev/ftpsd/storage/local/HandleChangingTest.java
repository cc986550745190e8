package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Path;

import dev.ftpsd.storage.ChangingContract;
import dev.ftpsd.storage.FileStore;
import org.junit.jupiter.api.io.TempDir;

/** The same with the directory handles of Java alone. */
class HandleChangingTest extends ChangingContract {

    @TempDir
    private Path root;

    @Override
    protected FileStore emptyStore() throws IOException {
        return LocalFileStore.open(root, false, LocalPolicy.DEFAULT, Uploader.NOBODY, OpenDirectory::openByJava);
    }
}
