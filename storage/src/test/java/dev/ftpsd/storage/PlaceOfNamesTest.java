package dev.ftpsd.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.storage.MountedStore.Mount;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.local.LocalFileStore;
import dev.ftpsd.storage.local.LocalPolicy;
import dev.ftpsd.storage.memory.MemoryFileStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.path;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Where names are on this machine, for programs of the administrator. */
class PlaceOfNamesTest {

    @TempDir
    Path folder;

    private Path root;
    private FileStore files;

    @BeforeEach
    void open() throws Exception {
        root = folder.toRealPath();
        Files.createDirectories(root.resolve("real"));
        Files.createFile(root.resolve("real/a"));
        files = LocalFileStore.open(root, false, LocalPolicy.DEFAULT);
    }

    private static void assertPlace(Path expected, FileStore store, String name) throws StorageException {
        assertEquals(Optional.of(expected.toString()), store.place(path(name)));
    }

    @Test
    void a_name_has_a_place_whether_something_stands_there_or_not() throws Exception {
        assertPlace(root.resolve("real/a"), files, "/real/a");
        assertPlace(root.resolve("real/none"), files, "/real/none");
        assertFails(Kind.NOT_FOUND, () -> files.place(path("/none/a")));
        assertFails(Kind.DENIED, () -> files.place(path("/.ftpsd-x")));
    }

    @Test
    void the_last_name_is_not_followed() throws Exception {
        Files.createSymbolicLink(root.resolve("link"), Path.of("real/a"));

        assertPlace(root.resolve("link"), files, "/link");
    }

    @Test
    void a_mount_has_the_places_of_its_own_store() throws Exception {
        var mounted = new MountedStore(new MemoryFileStore(), List.of(new Mount(path("/pub"), files)));

        assertPlace(root.resolve("real/a"), mounted, "/pub/real/a");
        assertEquals(Optional.empty(), mounted.place(path("/a")));
        assertFails(Kind.NOT_FOUND, () -> mounted.place(path("/pub/none/a")));
    }

    @Test
    void a_quota_changes_no_place() throws Exception {
        assertPlace(root.resolve("real/a"),
                new QuotaStore(files, new QuotaLedger(new FakeKeeper()), () -> StoreLimits.NONE),
                "/real/a");
    }
}
