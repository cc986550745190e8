package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.WriteMode;
import dev.ftpsd.storage.local.LocalPolicy.Symlinks;
import dev.ftpsd.storage.local.LocalPolicy.Sync;
import dev.ftpsd.storage.local.LocalPolicy.UploadMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.breakOff;
import static dev.ftpsd.storage.StoreProbe.bytes;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Uploads of whoever may replace nothing, on the disk. */
class KeepOthersTest {

    @TempDir
    private Path root;

    private LocalFileStore store(UploadMode upload) throws IOException {
        return LocalFileStore.open(root, false,
                new LocalPolicy(027, upload, Duration.ofDays(1), Sync.NONE, Symlinks.INSIDE, total -> 0));
    }

    @Test
    void a_file_that_is_moved_to_the_name_during_the_upload_stays() throws IOException {
        var store = store(UploadMode.ATOMIC);
        breakOff(store, "/a", WriteMode.REPLACE, 0, "part");
        for (var mode : List.of(WriteMode.RESUME, WriteMode.PATCH, WriteMode.APPEND, WriteMode.REPLACE)) {
            try (var sink = store.openWrite(path("/a"), mode, mode == WriteMode.RESUME ? 4 : 0)) {
                sink.keepOthers();
                sink.write(bytes("mine"));
                put(store, "/b", "other's");
                store.rename(path("/b"), path("/a"), false);
                assertFails(Kind.ALREADY_EXISTS, sink::commit);
            }
            assertEquals("other's", Files.readString(root.resolve("a")), mode.name());
            Files.delete(root.resolve("a"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_nobody_disturbs_arrives(UploadMode upload) throws IOException {
        var store = store(upload);
        for (var mode : List.of(WriteMode.REPLACE, WriteMode.APPEND)) {
            try (var sink = store.openWrite(path("/a"), mode, 0)) {
                sink.keepOthers();
                sink.write(bytes("mine"));
                sink.commit();
            }
        }
        assertEquals("minemine", Files.readString(root.resolve("a")));
    }

    @Test
    void one_that_breaks_off_takes_no_file_of_others_with_it() throws IOException {
        var store = store(UploadMode.DIRECT);
        try (var _ = store.openWrite(path("/a"), WriteMode.REPLACE, 0)) {
            put(store, "/b", "other's");
            store.rename(path("/b"), path("/a"), true);
        }
        assertEquals("other's", Files.readString(root.resolve("a")));
    }
}
