package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

import dev.ftpsd.storage.FileEntry.Kind;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;
import dev.ftpsd.storage.local.LocalPolicy.Symlinks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Symbolic links of each kind that somebody with a shell on the machine may have put below the root. */
class JailTest {

    private static final LocalPolicy DENY = new LocalPolicy(LocalPolicy.DEFAULT.umask(), LocalPolicy.DEFAULT.upload(),
            LocalPolicy.DEFAULT.keepPartial(), LocalPolicy.DEFAULT.sync(), Symlinks.DENY, total -> 0);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {
            "../home-of-another", "real/../../home-of-another", "..", "../..", "/", "/etc",
            "../home/../home-of-another",
            "../home/real/../../home-of-another", "OUTSIDE", "ROOT/..", "ROOT/../home-of-another", "/proc/self/root",
            "ROOT-of-another"})
    void no_call_gets_out_by_a_link(String target) throws IOException {
        var machine = Machine.in(directory);
        machine.link("link", target.replace("OUTSIDE", machine.outside().toString())
                .replace("ROOT", machine.root().toString()));
        var before = machine.picture();
        var store = machine.store(LocalPolicy.DEFAULT);

        for (var inside : Set.of("/link/file", "/link/home-of-another/file", "/link/etc/passwd", "/link/passwd")) {
            assertDenied(() -> store.stat(path(inside)));
            assertDenied(() -> store.openRead(path(inside)));
            assertDenied(() -> store.delete(path(inside)));
            assertDenied(() -> store.removeDirectory(path(inside)));
            assertDenied(() -> store.setModified(path(inside), Instant.EPOCH));
            assertDenied(() -> store.setMode(path(inside), 0777));
            assertDenied(() -> store.rename(path(inside), path("/stolen"), true));
            assertDenied(() -> store.rename(path("/real/file"), path(inside), true));
            assertDenied(() -> store.makeDirectory(path(inside)));
            assertDenied(() -> store.space(path(inside)));
            for (var mode : WriteMode.values()) {
                assertDenied(() -> store.openWrite(path(inside), mode, 0));
            }
        }
        assertDenied(() -> store.list(path("/link")));
        assertDenied(() -> store.setModified(path("/link"), Instant.EPOCH));
        assertDenied(() -> store.space(path("/link")));
        assertEquals(before, machine.picture());
        assertTrue(machine.exists("real/file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../home-of-another", "none", "link", "/etc/passwd"})
    void a_link_that_is_not_followed_is_shown_as_a_link(String target) throws IOException {
        var machine = Machine.in(directory);
        machine.link("link", target);
        var store = machine.store(LocalPolicy.DEFAULT);

        assertEquals(Kind.LINK, store.stat(path("/link")).kind());
        assertEquals(Set.of("link", "real"), names(store, "/"));
    }

    @Test
    void a_link_to_a_file_outside_is_neither_read_nor_written() throws IOException {
        var machine = Machine.in(directory);
        machine.link("link", "../home-of-another/file");
        var before = machine.picture();
        var store = machine.store(LocalPolicy.DEFAULT);

        assertDenied(() -> store.openRead(path("/link")));
        for (var mode : Set.of(WriteMode.REPLACE, WriteMode.APPEND, WriteMode.RESUME)) {
            assertDenied(() -> store.openWrite(path("/link"), mode, 0));
        }
        assertEquals(before, machine.picture());
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "./real", "real/deep/..", "real/../real", "ROOT/real", "ROOT/./real/", "other"})
    void a_link_that_stays_inside_is_followed(String target) throws IOException {
        var machine = Machine.in(directory);
        machine.link("link", target.replace("ROOT", machine.root().toRealPath().toString()));
        machine.link("other", "real");
        var store = machine.store(LocalPolicy.DEFAULT);

        assertEquals("inside", get(store, "/link/file"));
        assertEquals(Set.of("file", "deep"), names(store, "/link"));
        assertEquals(Kind.DIRECTORY, store.stat(path("/link")).kind());
        put(store, "/link/deep/new", "new");
        assertEquals("new", get(store, "/real/deep/new"));
        store.makeDirectory(path("/link/made"));
        assertTrue(machine.exists("real/made"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"real/file", "real", "../home-of-another/file", "none"})
    void permission_bits_are_never_set_through_a_link(String target) throws IOException {
        var machine = Machine.in(directory);
        machine.link("link", target);
        var store = machine.store(LocalPolicy.DEFAULT);
        var before = store.stat(path("/real/file")).mode();
        var directoryBefore = store.stat(path("/real")).mode();

        assertDenied(() -> store.setMode(path("/link"), 0777));
        assertEquals(before, store.stat(path("/real/file")).mode());
        assertEquals(directoryBefore, store.stat(path("/real")).mode());
    }

    @Test
    void a_link_leads_upwards_as_long_as_it_stays_inside() throws IOException {
        var machine = Machine.in(directory);
        machine.link("real/deep/up", "../../real/file");
        var store = machine.store(LocalPolicy.DEFAULT);

        assertEquals("inside", get(store, "/real/deep/up"));
        assertEquals(6, store.stat(path("/real/deep/up")).size());
        assertEquals("up", store.stat(path("/real/deep/up")).name());
    }

    @Test
    void an_upload_through_a_link_replaces_the_file_and_not_the_link() throws IOException {
        var machine = Machine.in(directory);
        machine.link("link", "real/file");
        var store = machine.store(LocalPolicy.DEFAULT);

        put(store, "/link", "replaced");

        assertEquals("replaced", get(store, "/real/file"));
        assertTrue(Files.isSymbolicLink(machine.root().resolve("link")));
        assertFails(StorageException.Kind.ALREADY_EXISTS,
                () -> store.openWrite(path("/link"), WriteMode.CREATE_NEW, 0));
    }

    @Test
    void links_in_a_circle_end() throws IOException {
        var machine = Machine.in(directory);
        machine.link("a", "b/x");
        machine.link("b", "a/x");
        var store = machine.store(LocalPolicy.DEFAULT);

        assertDenied(() -> store.stat(path("/a/x")));
        assertEquals(Kind.LINK, store.stat(path("/a")).kind());
    }

    /** What it says would lead elsewhere from there, and past the rules that hold where it led. */
    @Test
    void a_link_keeps_its_folder() throws IOException {
        var machine = Machine.in(directory);
        machine.link("real/link", "deep");
        var store = machine.store(LocalPolicy.DEFAULT);

        assertDenied(() -> store.rename(path("/real/link"), path("/link"), false));
        store.rename(path("/real/link"), path("/real/other"), false);
        assertTrue(machine.exists("real/other"));
        assertFalse(machine.exists("link"));
    }

    @Test
    void delete_and_rename_take_the_link_and_leave_its_target() throws IOException {
        var machine = Machine.in(directory);
        machine.link("link", "real");
        machine.link("out", "../home-of-another/file");
        var before = machine.picture();
        var store = machine.store(LocalPolicy.DEFAULT);

        assertFails(StorageException.Kind.NOT_A_DIRECTORY, () -> store.removeDirectory(path("/link")));
        store.rename(path("/link"), path("/moved"), false);
        store.delete(path("/moved"));
        store.rename(path("/out"), path("/out2"), false);
        store.rename(path("/real/file"), path("/out2"), true);

        assertFalse(machine.exists("link"));
        assertEquals("inside", get(store, "/out2"));
        assertEquals(before, machine.picture());
    }

    @Test
    void a_directory_is_not_made_over_a_link() throws IOException {
        var machine = Machine.in(directory);
        machine.link("dangling", "../home-of-another/new");
        var store = machine.store(LocalPolicy.DEFAULT);

        assertFails(StorageException.Kind.ALREADY_EXISTS, () -> store.makeDirectory(path("/dangling")));
    }

    @Test
    void a_directory_does_not_move_into_itself_by_way_of_a_link() throws IOException {
        var machine = Machine.in(directory);
        machine.link("link", "real/deep");
        var store = machine.store(LocalPolicy.DEFAULT);

        assertFails(StorageException.Kind.INTO_ITSELF, () -> store.rename(path("/real"), path("/link/real"), false));
    }

    @Test
    void under_deny_no_link_is_followed_wherever_it_leads() throws IOException {
        var machine = Machine.in(directory);
        machine.link("link", "real");
        machine.link("file", "real/file");
        var store = machine.store(DENY);

        assertEquals(Kind.LINK, store.stat(path("/link")).kind());
        assertDenied(() -> store.list(path("/link")));
        assertDenied(() -> store.openRead(path("/link/file")));
        assertDenied(() -> store.openRead(path("/file")));
        assertDenied(() -> store.openWrite(path("/file"), WriteMode.REPLACE, 0));
        assertEquals("inside", get(store, "/real/file"));
    }

    @Test
    void the_root_itself_may_be_a_link() throws IOException {
        var machine = Machine.in(directory);
        var link = Files.createSymbolicLink(directory.resolve("home"), machine.root());
        var store = LocalFileStore.open(link, true, DENY);

        assertEquals("inside", get(store, "/real/file"));
        assertEquals(Kind.DIRECTORY, store.stat(VirtualPath.ROOT).kind());
    }

    private static void assertDenied(Executable action) {
        assertFails(StorageException.Kind.DENIED, action);
    }
}
