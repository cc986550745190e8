package dev.ftpsd.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Set;

import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.s3.S3Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Where object storage cannot do what the contract says, it refuses, and nothing has changed. */
class S3ChangingTest extends ChangingContract {

    private FileStore files = S3Server.emptyStore();

    @Override
    protected FileStore emptyStore() {
        return S3Server.emptyStore();
    }

    @BeforeEach
    void fill() throws StorageException {
        files = S3Server.emptyStore();
        put(files, "/file", "content");
        files.makeDirectory(path("/dir"));
        put(files, "/dir/inner", "inner content");
        files.makeDirectory(path("/empty"));
    }

    @Override
    @Test
    void a_directory_moves_with_what_is_in_it() throws IOException {
        assertFails(Kind.REJECTED, () -> files.rename(path("/dir"), path("/empty/moved"), false));
        assertEquals("inner content", get(files, "/dir/inner"));
        assertEquals(Set.of(), names(files, "/empty"));

        files.rename(path("/empty"), path("/dir/moved"), false);
        assertEquals(Set.of("inner", "moved"), names(files, "/dir"));
        assertEquals(Set.of("file", "dir"), names(files, "/"));
    }

    @Override
    @Test
    void a_name_that_begins_like_the_directory_is_not_below_it() throws StorageException {
        files.rename(path("/empty"), path("/empty2"), false);

        assertEquals(Set.of("file", "dir", "empty2"), names(files, "/"));
    }

    @Override
    @Test
    void a_source_that_was_opened_reads_on_after_its_file_is_deleted() throws IOException {
        try (var source = files.openRead(path("/file"))) {
            files.delete(path("/file"));

            assertThrows(IOException.class, () -> source.read(ByteBuffer.allocate(7), 0));
        }
    }

    @Override
    @Test
    void the_modification_time_is_kept_to_the_second() throws StorageException {
        var before = files.stat(path("/file"));
        for (var target : Set.of("/file", "/dir")) {
            assertFails(Kind.REJECTED, () -> files.setModified(path(target), Instant.EPOCH));
        }
        assertEquals(before, files.stat(path("/file")));
    }

    @Override
    @Test
    void setting_the_time_leaves_the_bytes_alone() throws IOException {
        assertFails(Kind.REJECTED, () -> files.setModified(path("/file"), Instant.EPOCH));
        assertEquals("content", get(files, "/file"));
    }

    @Override
    @Test
    void permission_bits_are_kept_and_change_nothing_else() throws IOException {
        var before = files.stat(path("/file"));
        for (var target : Set.of("/file", "/dir")) {
            assertFails(Kind.REJECTED, () -> files.setMode(path(target), 0750));
        }
        assertEquals(before, files.stat(path("/file")));
    }
}
