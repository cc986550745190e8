package dev.ftpsd.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import dev.ftpsd.storage.MountedStore.Mount;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.local.LocalFileStore;
import dev.ftpsd.storage.local.LocalPolicy;
import dev.ftpsd.storage.memory.MemoryFileStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A home with mounts at /pub, /way/deep and, inside of the first, /pub/inner. */
class MountedStoreTest {

    private final FileStore home = new MemoryFileStore();
    private final FileStore pub = new MemoryFileStore();
    private final FileStore deep = new MemoryFileStore();
    private final FileStore inner = new MemoryFileStore();
    private final FileStore tree = new MountedStore(home, List.of(new Mount(path("/pub"), pub),
            new Mount(path("/way/deep"), deep), new Mount(path("/pub/inner"), inner)));

    @BeforeEach
    void fill() throws StorageException {
        put(home, "/home.txt", "home");
        put(pub, "/pub.txt", "pub");
        put(deep, "/deep.txt", "deep");
        put(inner, "/inner.txt", "inner");
    }

    @Test
    void each_path_leads_to_the_store_of_the_longest_mount() throws IOException {
        assertEquals("home", get(tree, "/home.txt"));
        assertEquals("pub", get(tree, "/pub/pub.txt"));
        assertEquals("deep", get(tree, "/way/deep/deep.txt"));
        assertEquals("inner", get(tree, "/pub/inner/inner.txt"));
        put(tree, "/pub/new.txt", "new");
        assertEquals("new", get(pub, "/new.txt"));
    }

    @Test
    void what_is_not_there_yet_is_looked_for_in_the_store_of_the_longest_mount() throws StorageException {
        assertEquals(4, tree.find(path("/way/deep/deep.txt")).orElseThrow().size());
        for (var mounted : List.of("/pub", "/way", "/way/deep")) {
            assertTrue(tree.find(path(mounted)).orElseThrow().isDirectory());
            assertTrue(tree.find(path(mounted + "/new")).isEmpty());
        }
        assertFails(Kind.NOT_FOUND, () -> tree.find(path("/pub/none/new")));
    }

    @Test
    void listings_show_the_mounts_and_the_way_to_them() throws StorageException {
        assertEquals(Set.of("home.txt", "pub", "way"), names(tree, "/"));
        assertEquals(Set.of("pub.txt", "inner"), names(tree, "/pub"));
        assertEquals(Set.of("deep"), names(tree, "/way"));
        assertEquals(Set.of("deep.txt"), names(tree, "/way/deep"));
        for (var directory : List.of("/pub", "/way", "/way/deep", "/pub/inner")) {
            var entry = tree.stat(path(directory));
            assertTrue(entry.isDirectory(), directory);
            assertEquals(path(directory).name(), entry.name());
        }
    }

    @Test
    void a_mount_covers_what_the_home_has_under_its_name() throws StorageException {
        put(home, "/pub", "a file in the way");
        home.makeDirectory(path("/way"));
        put(home, "/way/beside.txt", "beside");

        assertTrue(tree.stat(path("/pub")).isDirectory());
        assertEquals(Set.of("home.txt", "pub", "way"), names(tree, "/"));
        assertEquals(Set.of("deep", "beside.txt"), names(tree, "/way"));
    }

    @Test
    void a_mount_and_the_way_to_it_cannot_be_removed_or_renamed_or_written() throws StorageException {
        home.makeDirectory(path("/way"));
        for (var fixed : List.of("/pub", "/way", "/way/deep", "/pub/inner")) {
            assertFails(Kind.DENIED, () -> tree.removeDirectory(path(fixed)));
            assertFails(Kind.NOT_A_FILE, () -> tree.delete(path(fixed)));
            assertFails(Kind.DENIED, () -> tree.rename(path(fixed), path("/other"), true));
            assertFails(Kind.DENIED, () -> tree.rename(path("/home.txt"), path(fixed), true));
            assertFails(Kind.ALREADY_EXISTS, () -> tree.makeDirectory(path(fixed)));
            assertFails(Kind.NOT_A_FILE, () -> tree.openWrite(path(fixed), WriteMode.REPLACE, 0));
            assertFails(Kind.NOT_A_FILE, () -> tree.openRead(path(fixed)));
        }
        assertTrue(tree.stat(path("/way/deep/deep.txt")).isFile());
    }

    @Test
    void nothing_is_renamed_from_one_store_to_another() throws IOException {
        assertFails(Kind.OTHER_DEVICE, () -> tree.rename(path("/home.txt"), path("/pub/home.txt"), true));
        assertFails(Kind.OTHER_DEVICE, () -> tree.rename(path("/pub/pub.txt"), path("/pub.txt"), true));
        assertFails(Kind.OTHER_DEVICE,
                () -> tree.rename(path("/pub/inner/inner.txt"), path("/pub/inner.txt"), true));
        assertFails(Kind.NOT_FOUND, () -> tree.rename(path("/none"), path("/pub/none"), true));
        assertEquals("home", get(tree, "/home.txt"));
    }

    @Test
    void a_failure_names_the_path_as_the_client_knows_it() {
        assertEquals("/pub/none", assertFails(Kind.NOT_FOUND, () -> tree.openRead(path("/pub/none"))).path());
    }

    @Test
    void links_of_the_file_system_lead_from_no_store_into_another(@TempDir Path directory) throws IOException {
        var one = Files.createDirectory(directory.resolve("one"));
        var two = Files.createDirectory(directory.resolve("two"));
        Files.writeString(two.resolve("a.txt"), "two");
        Files.createSymbolicLink(one.resolve("link"), two);
        Files.createSymbolicLink(two.resolve("back"), one);
        var local = new MountedStore(LocalFileStore.open(one, false, LocalPolicy.DEFAULT),
                List.of(new Mount(path("/pub"), LocalFileStore.open(two, false, LocalPolicy.DEFAULT))));

        assertEquals("two", get(local, "/pub/a.txt"));
        assertEquals(FileEntry.Kind.LINK, local.stat(path("/link")).kind());
        assertEquals(FileEntry.Kind.LINK, local.stat(path("/pub/back")).kind());
        assertFails(Kind.DENIED, () -> local.openRead(path("/link/a.txt")));
        assertFails(Kind.NOT_FOUND, () -> local.openRead(path("/pub/../a.txt")));
    }

    @Test
    void a_mount_whose_directory_has_gone_is_not_listed_and_hurts_nothing_else(@TempDir Path directory)
            throws IOException {
        var gone = Files.createDirectory(directory.resolve("gone"));
        var local = new MountedStore(home,
                List.of(new Mount(path("/gone"), LocalFileStore.open(gone, false, LocalPolicy.DEFAULT))));
        Files.delete(gone);

        assertEquals(Set.of("home.txt"), names(local, "/"));
        assertFails(Kind.NOT_FOUND, () -> local.stat(path("/gone")));
    }
}
