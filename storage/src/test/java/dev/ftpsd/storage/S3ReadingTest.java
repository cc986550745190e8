package dev.ftpsd.storage;

import dev.ftpsd.storage.s3.S3Server;
import org.junit.jupiter.api.Test;

import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

class S3ReadingTest extends FileStoreContract {

    @Override
    protected FileStore emptyStore() {
        return S3Server.emptyStore();
    }

    /** An object is a copy under another name, and nothing ties the two. */
    @Override
    @Test
    void unique_follows_a_file_to_its_new_name() throws StorageException {
        var store = emptyStore();
        put(store, "/a", "x");
        var unique = store.stat(path("/a")).unique();

        store.rename(path("/a"), path("/b"), false);

        assertNotEquals(unique, store.stat(path("/b")).unique());
    }
}
