package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Path;

import dev.ftpsd.storage.BusyContract;
import dev.ftpsd.storage.FileStore;
import org.junit.jupiter.api.io.TempDir;

/** The same on a file system without directory handles. */
class PathBusyTest extends BusyContract {

    @TempDir
    private Path root;

    @Override
    protected FileStore emptyStore() throws IOException {
        return LocalFileStore.open(root, false, LocalPolicy.DEFAULT, Uploader.NOBODY, PathDirectory::new);
    }
}
