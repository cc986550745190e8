package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;

import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.local.LocalPolicy.Symlinks;
import dev.ftpsd.storage.local.LocalPolicy.Sync;
import dev.ftpsd.storage.local.LocalPolicy.UploadMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/** The home directory of a store, and the ways to make a directory where the C library is or is not to be had. */
class OpeningTest {

    @TempDir
    private Path directory;

    @Test
    void a_missing_home_is_made_on_request_with_the_bits_that_the_umask_leaves() throws IOException {
        var home = directory.resolve("homes/acme");
        var store = LocalFileStore.open(home, true, LocalPolicy.DEFAULT);

        assertTrue(Files.isDirectory(home));
        assertEquals(0750, store.stat(VirtualPath.ROOT).mode());
        assertEquals(0750, LocalFileStore.open(home, true, LocalPolicy.DEFAULT).stat(VirtualPath.ROOT).mode());
    }

    /** That of the process is 022 nearly everywhere. */
    @Test
    void the_umask_of_the_process_takes_nothing_more_from_a_home() throws IOException {
        var home = directory.resolve("acme");

        assertEquals(0777, LocalFileStore.open(home, true, policy(0, Duration.ZERO)).stat(VirtualPath.ROOT).mode());
    }

    @Test
    void a_missing_home_is_NOT_FOUND_and_the_cause_names_it_for_the_log() {
        var home = directory.resolve("none");
        var failure = assertFails(Kind.NOT_FOUND, () -> LocalFileStore.open(home, false, LocalPolicy.DEFAULT));

        assertEquals("/", failure.path());
        assertFalse(String.valueOf(failure.getMessage()).contains("none"));
        var cause = failure.getCause();
        assertNotNull(cause);
        assertTrue(String.valueOf(cause.getMessage()).contains(home.toString()));
    }

    @Test
    void a_home_that_is_a_file_is_NOT_A_DIRECTORY() throws IOException {
        var home = Files.createFile(directory.resolve("file"));

        for (var create : new boolean[]{true, false}) {
            assertFails(Kind.NOT_A_DIRECTORY, () -> LocalFileStore.open(home, create, LocalPolicy.DEFAULT));
        }
    }

    @Test
    void a_home_that_may_not_be_entered_is_DENIED() throws IOException {
        var home = Files.createDirectory(directory.resolve("closed"), PosixFilePermissions.asFileAttribute(Set.of()));
        assumeFalse(Files.isExecutable(home), "root may enter anything");

        var failure = assertFails(Kind.DENIED, () -> LocalFileStore.open(home, false, LocalPolicy.DEFAULT));
        assertTrue(String.valueOf(failure.getCause()).contains(home.toString()));
    }

    /** A file is known again in another session: what is known of its content depends on that. */
    @Test
    void two_stores_give_one_file_the_same_unique_fact() throws IOException {
        var one = LocalFileStore.open(directory, false, LocalPolicy.DEFAULT).stat(VirtualPath.ROOT).unique();
        var other = LocalFileStore.open(directory, false, LocalPolicy.DEFAULT).stat(VirtualPath.ROOT).unique();

        assertEquals(one, other);
    }

    /** Else anybody could try all device and inode numbers against it. */
    @Test
    void a_unique_fact_is_no_hash_that_can_be_made_without_the_key() throws Exception {
        var fact = LocalFileStore.open(directory, false, LocalPolicy.DEFAULT).stat(VirtualPath.ROOT).unique();

        var key = String.valueOf(Files.readAttributes(directory, BasicFileAttributes.class).fileKey());
        var plain = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        assertEquals(24, fact.length(), fact);
        assertNotEquals(HexFormat.of().formatHex(plain).substring(0, 24), fact);
    }

    @Test
    void a_policy_refuses_what_is_no_umask_and_a_negative_time() {
        assertThrows(IllegalArgumentException.class, () -> policy(01000, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> policy(-1, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> policy(0, Duration.ofSeconds(-1)));
    }

    @Test
    void the_calls_of_the_C_library_are_bound_only_where_their_numbers_are_known() {
        assertTrue(LinuxCalls.on("Mac OS X", "aarch64").isEmpty());
        assertTrue(LinuxCalls.on("Linux", "sparc").isEmpty());
    }

    @Test
    void without_the_C_library_a_directory_is_staged_and_still_replaces_nothing() throws IOException {
        var permissions = LocalPolicy.DEFAULT.directoryPermissions();
        Files.createDirectory(directory.resolve("empty"));
        try (var open = OpenDirectory.openByJava(directory)) {
            var handle = (HandleDirectory) open;
            handle.stageDirectory(Path.of("made"), permissions);
            assertThrows(FileAlreadyExistsException.class, () -> handle.stageDirectory(Path.of("empty"), permissions));
        }

        var store = LocalFileStore.open(directory, false, LocalPolicy.DEFAULT);
        assertEquals(0750, store.stat(path("/made")).mode());
        try (var files = Files.list(directory)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void a_directory_is_not_staged_where_its_path_leads_elsewhere() throws IOException {
        var machine = Machine.in(directory);
        var before = machine.picture();
        try (var open = OpenDirectory.openByJava(machine.root()); var real = open.directory(Path.of("real"))) {
            Files.move(machine.root().resolve("real"), machine.root().resolve("moved"));
            machine.link("real", "../home-of-another");

            var handle = (HandleDirectory) real;
            assertThrows(IOException.class,
                    () -> handle.stageDirectory(Path.of("made"), LocalPolicy.DEFAULT.directoryPermissions()));
            assertThrows(IOException.class,
                    () -> handle.makeDirectory(Path.of("made"), LocalPolicy.DEFAULT.directoryPermissions()));
        }
        assertEquals(before, machine.picture());
        assertFalse(machine.exists("moved/made"));
    }

    private static LocalPolicy policy(int umask, Duration keepPartial) {
        return new LocalPolicy(umask, UploadMode.ATOMIC, keepPartial, Sync.NONE, Symlinks.DENY, total -> 0);
    }
}
