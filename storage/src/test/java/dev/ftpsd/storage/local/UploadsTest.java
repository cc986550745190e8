package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.WriteMode;
import dev.ftpsd.storage.local.LocalPolicy.Symlinks;
import dev.ftpsd.storage.local.LocalPolicy.Sync;
import dev.ftpsd.storage.local.LocalPolicy.UploadMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.breakOff;
import static dev.ftpsd.storage.StoreProbe.bytes;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static dev.ftpsd.storage.StoreProbe.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** What an upload leaves on the disk: its bytes, its permission bits, its traces when it breaks. */
class UploadsTest {

    @TempDir
    private Path root;

    private LocalFileStore store(int umask, UploadMode upload, Duration keepPartial, Sync sync) throws IOException {
        return LocalFileStore.open(root, false,
                new LocalPolicy(umask, upload, keepPartial, sync, Symlinks.INSIDE, total -> 0));
    }

    private LocalFileStore store() throws IOException {
        return LocalFileStore.open(root, false, LocalPolicy.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 027, 077, 0222})
    void new_files_and_directories_get_the_bits_that_the_umask_leaves(int umask) throws IOException {
        for (var upload : UploadMode.values()) {
            var store = store(umask, upload, Duration.ZERO, Sync.NONE);
            put(store, "/" + upload, "x");
            write(store, "/appended" + upload, WriteMode.APPEND, 0, "x");
            write(store, "/created" + upload, WriteMode.CREATE_NEW, 0, "x");
            store.makeDirectory(path("/dir" + upload));

            for (var file : List.of("/" + upload, "/appended" + upload, "/created" + upload)) {
                assertEquals(0666 & ~umask, store.stat(path(file)).mode(), file);
            }
            assertEquals(0777 & ~umask, store.stat(path("/dir" + upload)).mode());
        }
    }

    @Test
    void a_replaced_file_keeps_its_permission_bits() throws IOException {
        var store = store();
        put(store, "/a", "old");
        Files.setPosixFilePermissions(root.resolve("a"), PosixFilePermissions.fromString("rw-r-xrwx"));

        put(store, "/a", "new");

        assertEquals(0657, store.stat(path("/a")).mode());
    }

    @ParameterizedTest
    @EnumSource
    void an_upload_arrives_however_much_is_forced_to_the_disk(Sync sync) throws IOException {
        for (var upload : UploadMode.values()) {
            var store = store(027, upload, Duration.ZERO, sync);
            put(store, "/a", "first");
            put(store, "/a", "second");
            write(store, "/a", WriteMode.APPEND, 0, " third");

            assertEquals("second third", get(store, "/a"));
        }
    }

    @Test
    void a_crash_in_mid_upload_leaves_the_old_file_and_shows_nothing_else() throws IOException {
        put(store(), "/a", "old");

        try (var crashed = store().openWrite(path("/a"), WriteMode.REPLACE, 0)) {
            crashed.write(bytes("new, but not all of"));

            // What a process that starts now would find.
            assertEquals("old", Files.readString(root.resolve("a")));
            assertEquals(Set.of("a"), names(store(), "/"));
            assertFails(Kind.DENIED, () -> store().openRead(path("/" + staged())));
            assertFails(Kind.DENIED, () -> store().delete(path("/" + staged())));
            assertFails(Kind.DENIED, () -> store().rename(path("/" + staged()), path("/b"), true));
        }
    }

    @Test
    void clients_cannot_make_the_names_that_the_store_keeps() throws IOException {
        for (var name : Set.of("/.ftpsd-x", "/.FTPSD-x")) {
            assertFails(Kind.DENIED, () -> store().makeDirectory(path(name)));
            assertFails(Kind.DENIED, () -> store().openWrite(path(name), WriteMode.REPLACE, 0));
            assertFails(Kind.DENIED, () -> store().stat(path(name + "/below")));
        }
    }

    @Test
    void without_keep_partial_a_broken_upload_of_a_new_name_leaves_nothing() throws IOException {
        for (var upload : UploadMode.values()) {
            var store = store(027, upload, Duration.ZERO, Sync.NONE);
            for (var mode : WriteMode.values()) {
                breakOff(store, "/new", mode, 0, "partial");
                assertEquals(List.of(), onDisk(), () -> upload + " " + mode);
            }
        }
    }

    @Test
    void a_direct_upload_leaves_a_new_name_with_what_has_arrived() throws IOException {
        var store = store(027, UploadMode.DIRECT, Duration.ofHours(1), Sync.NONE);
        for (var mode : WriteMode.values()) {
            breakOff(store, "/new", mode, 0, "partial");
            assertEquals("partial", get(store, "/new"), mode::toString);
            assertEquals(List.of("new"), onDisk(), mode::toString);
            store.delete(path("/new"));
        }
    }

    @Test
    void a_broken_upload_does_not_replace_what_took_its_name_meanwhile() throws IOException {
        try (var sink = store().openWrite(path("/new"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("partial"));
            Files.writeString(root.resolve("new"), "of another process");
        }

        assertEquals("of another process", get(store(), "/new"));
    }

    @Test
    void a_direct_upload_keeps_the_file_and_its_other_names() throws IOException {
        var store = store(027, UploadMode.DIRECT, Duration.ofHours(1), Sync.NONE);
        put(store, "/a", "a longer text");
        Files.createLink(root.resolve("b"), root.resolve("a"));
        var unique = store.stat(path("/a")).unique();

        put(store, "/a", "new");

        assertEquals("new", get(store, "/b"));
        assertEquals(unique, store.stat(path("/a")).unique());
        assertEquals(unique, store.stat(path("/b")).unique());
    }

    @Test
    void a_direct_upload_without_a_byte_leaves_the_old_file_until_its_commit() throws IOException {
        var store = store(027, UploadMode.DIRECT, Duration.ofHours(1), Sync.NONE);
        put(store, "/a", "old");

        breakOff(store, "/a", WriteMode.REPLACE, 0, "");
        assertEquals("old", get(store, "/a"));

        put(store, "/a", "");
        assertEquals("", get(store, "/a"));
    }

    @Test
    void one_writer_has_a_file_whatever_store_or_name_the_other_comes_by() throws IOException {
        put(store(), "/a", "x");
        Files.createDirectory(root.resolve("dir"));
        Files.createLink(root.resolve("dir/hard"), root.resolve("a"));
        Files.createSymbolicLink(root.resolve("soft"), Path.of("a"));
        var below = LocalFileStore.open(root.resolve("dir"), false, LocalPolicy.DEFAULT);

        try (var sink = store().openWrite(path("/a"), WriteMode.APPEND, 0)) {
            assertFails(Kind.BUSY, () -> store().openWrite(path("/a"), WriteMode.REPLACE, 0));
            assertFails(Kind.BUSY, () -> store().openWrite(path("/soft"), WriteMode.REPLACE, 0));
            assertFails(Kind.BUSY, () -> below.openWrite(path("/hard"), WriteMode.APPEND, 0));
            sink.commit();
        }
        write(below, "/hard", WriteMode.APPEND, 0, "y");
        assertEquals("xy", get(below, "/hard"));
    }

    @Test
    void an_upload_goes_into_the_directory_that_was_opened_even_if_that_is_renamed() throws IOException {
        store().makeDirectory(path("/d"));
        try (var sink = store().openWrite(path("/d/a"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("bytes"));
            store().rename(path("/d"), path("/e"), false);
            Files.createDirectory(root.resolve("d"));
            sink.commit();
        }

        assertEquals("bytes", get(store(), "/e/a"));
        assertEquals(Set.of(), names(store(), "/d"));
    }

    @Test
    void a_directory_made_below_another_takes_its_group_bit() throws IOException {
        Files.createDirectory(root.resolve("shared"));
        Files.setAttribute(root.resolve("shared"), "unix:mode", 02775);

        store(022, UploadMode.ATOMIC, Duration.ZERO, Sync.NONE).makeDirectory(path("/shared/made"));

        assertFalse(((int) Files.getAttribute(root.resolve("shared/made"), "unix:mode") & 02000) == 0);
    }

    private List<String> onDisk() throws IOException {
        try (var files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String staged() throws IOException {
        return onDisk().stream().filter(Reserved::isReserved).findFirst().orElseThrow();
    }
}
