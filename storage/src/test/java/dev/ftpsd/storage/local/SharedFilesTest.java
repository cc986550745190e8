package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

import dev.ftpsd.storage.FileSource;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.WriteMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.bytes;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static dev.ftpsd.storage.StoreProbe.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What several sessions do to one file or directory at once, as DESIGN.md defines it. */
class SharedFilesTest {

    @TempDir
    private Path root;
    private LocalFileStore store;

    @BeforeEach
    void fill() throws IOException {
        store = LocalFileStore.open(root, false, LocalPolicy.DEFAULT);
        store.makeDirectory(path("/d"));
        put(store, "/d/file", "old content");
    }

    @Test
    void a_download_reads_the_file_that_it_opened_to_its_end_whatever_becomes_of_the_name() throws IOException {
        try (var replaced = store.openRead(path("/d/file"))) {
            write(store, "/d/file", WriteMode.APPEND, 0, ", and more");
            try (var appended = store.openRead(path("/d/file"))) {
                store.rename(path("/d"), path("/e"), false);
                store.delete(path("/e/file"));
                store.removeDirectory(path("/e"));

                assertEquals("old content", text(replaced));
                assertEquals("old content, and more", text(appended));
            }
        }
    }

    @Test
    void a_listing_goes_on_in_a_directory_that_is_renamed() throws IOException {
        try (var listing = store.list(path("/d"))) {
            store.rename(path("/d"), path("/e"), false);
            assertEquals("file", listing.next().orElseThrow().name());
        }
    }

    @Test
    void an_upload_survives_the_deletion_of_what_it_replaces_and_keeps_its_directory() throws IOException {
        try (var sink = store.openWrite(path("/d/file"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("new"));
            store.delete(path("/d/file"));
            assertEquals(Set.of(), names(store, "/d"));
            assertFails(Kind.BUSY, () -> store.removeDirectory(path("/d")));
            sink.commit();
        }
        assertEquals("new", get(store, "/d/file"));
    }

    @Test
    void an_upload_replaces_what_was_renamed_onto_its_name_meanwhile() throws IOException {
        put(store, "/other", "other");
        try (var sink = store.openWrite(path("/d/file"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("new"));
            store.rename(path("/other"), path("/d/file"), true);
            sink.commit();
        }
        assertEquals("new", get(store, "/d/file"));
    }

    private static String text(FileSource source) throws IOException {
        var buffer = ByteBuffer.allocate(100);
        while (source.read(buffer, buffer.position()) > 0) {
            // read on
        }
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    }
}
