package dev.ftpsd.storage.local;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import dev.ftpsd.storage.FileEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.storage.StoreProbe.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** From some entries on a listing goes on by a descriptor of its own: each name comes once, and is what {@code stat} says of it. */
@EnabledOnOs(OS.LINUX)
class DirectoryScanTest {

    @TempDir
    private Path directory;
    private Path inner;

    @BeforeEach
    void fill() throws IOException {
        inner = Files.createDirectories(directory.resolve("home/deep/er"));
        for (var i = 0; i < 200; i++) {
            Files.writeString(inner.resolve("file" + i), "x".repeat(i));
        }
        Files.createDirectory(inner.resolve("directory"));
        Files.createSymbolicLink(inner.resolve("link"), Path.of("file7"));
        Files.createSymbolicLink(inner.resolve("dangling"), Path.of("nothing"));
        Files.writeString(inner.resolve("Grüße \u65e5\u672c"), "name of several octets a letter");
        Files.setPosixFilePermissions(inner.resolve("file3"), PosixFilePermissions.fromString("r-x-w---x"));
        Files.setLastModifiedTime(inner.resolve("file4"), FileTime.from(Instant.ofEpochSecond(-5, 123_456_789)));
        Files.setLastModifiedTime(inner.resolve("file5"), FileTime.from(Instant.parse("2106-02-07T06:28:17Z")));
    }

    @Test
    void every_entry_is_what_stat_says_of_it() throws IOException {
        var store = store();
        var listed = all(store, "/deep/er");
        assertEquals(204, listed.size());
        for (var entry : listed.values()) {
            var alone = store.stat(path("/deep/er").child(entry.name()));
            assertEquals(alone.kind(), entry.kind(), entry.name());
            assertEquals(alone.size(), entry.size(), entry.name());
            assertEquals(alone.modified(), entry.modified(), entry.name());
            assertEquals(alone.mode(), entry.mode(), entry.name());
            assertEquals(alone.unique(), entry.unique(), entry.name());
        }
    }

    @Test
    void it_is_there_for_the_root_and_below() throws IOException {
        try (var root = OpenDirectory.open(directory.resolve("home"));
                var deep = root.directory(Path.of("deep"));
                var deeper = deep.directory(Path.of("er"))) {
            holds(root, "deep");
            holds(deep, "er");
            holds(deeper, "file9");
        }
    }

    @Test
    void it_is_there_by_the_handles_of_Java_alone() throws IOException {
        try (var root = OpenDirectory.openByJava(directory.resolve("home"));
                var deep = root.directory(Path.of("deep"))) {
            holds(root, "deep");
            holds(deep, "er");
        }
    }

    @Test
    void it_is_of_the_very_directory_that_is_held_whatever_stands_at_the_path() throws IOException {
        try (var root = OpenDirectory.open(directory.resolve("home"));
                var deep = root.directory(Path.of("deep"));
                var deeper = deep.directory(Path.of("er"))) {
            Files.move(inner, directory.resolve("elsewhere"));
            Files.createDirectory(inner);
            holds(deeper, "file9");
        }
    }

    private static void holds(OpenDirectory open, String name) throws IOException {
        try (var scan = DirectoryScan.of(open, new HashSet<>()).orElseThrow()) {
            for (var next = scan.next(); !name.equals(next); next = scan.next()) {
                assertNotNull(next, name);
            }
            assertEquals(open.attributes(Path.of(name)).key().toString(), scan.attributes().key().toString());
        }
    }

    @Test
    void another_directory_at_the_path_is_not_asked() throws IOException {
        try (var root = OpenDirectory.openByJava(directory.resolve("home"));
                var deep = root.directory(Path.of("deep"));
                var deeper = deep.directory(Path.of("er"))) {
            Files.move(inner, directory.resolve("elsewhere"));
            assertTrue(DirectoryScan.of(deeper, new HashSet<>()).isEmpty(), "nothing stands there");
            Files.createDirectory(inner);
            assertTrue(DirectoryScan.of(deeper, new HashSet<>()).isEmpty(), "another one stands there");
            Files.delete(inner);
            Files.createSymbolicLink(inner, directory.resolve("elsewhere"));
            assertTrue(DirectoryScan.of(deeper, new HashSet<>()).isEmpty(),
                    "a link is not followed, wherever it leads");
        }
    }

    @Test
    void what_comes_and_goes_meanwhile_is_no_failure() throws IOException {
        var names = new ArrayList<String>();
        try (var listing = store().list(path("/deep/er"))) {
            for (var entry = listing.next(); entry.isPresent(); entry = listing.next()) {
                names.add(entry.get().name());
                if (names.size() == 100) {
                    for (var i = 0; i < 200; i++) {
                        Files.deleteIfExists(inner.resolve("file" + i));
                    }
                }
            }
        }
        assertEquals(new HashSet<>(names).size(), names.size(), "no name comes twice");
        assertTrue(names.containsAll(List.of("directory", "link", "dangling", "Grüße \u65e5\u672c")),
                "those that stay come");
    }

    @Test
    void a_directory_that_goes_meanwhile_has_ended() throws IOException {
        try (var listing = store().list(path("/deep/er"))) {
            for (var i = 0; i < 70; i++) {
                assertTrue(listing.next().isPresent());
            }
            removeAll();
            for (var entry = listing.next(); entry.isPresent(); entry = listing.next()) {
                assertTrue(entry.get().name().length() > 0);
            }
        }
    }

    private void removeAll() throws IOException {
        try (var all = Files.list(inner)) {
            for (var file : all.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(inner);
    }

    /** Such a name cannot be told to a client; it hides itself alone. */
    @Test
    void names_that_are_no_text_are_left_out() throws Exception {
        shell(inner, "touch \"$(printf 'a\\377b')\" \"$(printf 'c\\357\\277\\275d')\"");
        var listed = all(store(), "/deep/er");
        assertEquals(205, listed.size(), "the replacement character itself is a name");
        assertTrue(listed.containsKey("c\uFFFDd"));
    }

    @Test
    void a_name_is_not_taken_for_one_that_is_no_text() throws Exception {
        var folder = Files.createDirectories(directory.resolve("home/odd"));
        // Each of these octets reads as the character that stands for what is no text; some are among the first that come.
        shell(folder, "for i in $(seq 128 255); do touch \"$(printf \"\\\\$(printf %o $i)\")\"; done");
        for (var i = 0; i < 300; i++) {
            Files.createFile(folder.resolve("more" + i));
        }
        Files.createFile(folder.resolve("\uFFFD"));
        var listed = all(store(), "/odd");
        assertTrue(listed.containsKey("\uFFFD"));
        assertEquals(301, listed.size());
    }

    @Test
    void times_beyond_every_calendar_stand_at_its_end() {
        try (var arena = Arena.ofConfined()) {
            var found = arena.allocate(ScanCalls.ATTRIBUTES, Long.BYTES);
            found.set(ValueLayout.JAVA_LONG, 112, Long.MAX_VALUE);
            assertEquals(Instant.MAX, ScanCalls.attributes(found).modified());
            found.set(ValueLayout.JAVA_LONG, 112, Long.MIN_VALUE);
            assertEquals(Instant.MIN, ScanCalls.attributes(found).modified());
            found.set(ValueLayout.JAVA_LONG, 112, 1);
            found.set(ValueLayout.JAVA_INT, 120, 5);
            assertEquals(Instant.ofEpochSecond(1, 5), ScanCalls.attributes(found).modified());
        }
    }

    @Test
    void no_descriptor_is_left() throws IOException {
        var store = store();
        all(store, "/deep/er");
        var before = descriptors();
        for (var i = 0; i < 50; i++) {
            all(store, "/deep/er");
        }
        assertEquals(before, descriptors(), 10);
    }

    private LocalFileStore store() throws IOException {
        return LocalFileStore.open(directory.resolve("home"), false, LocalPolicy.DEFAULT);
    }

    private static void shell(Path folder, String command) throws Exception {
        assertEquals(0, new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).start().waitFor());
    }

    private static Map<String, FileEntry> all(LocalFileStore store, String folder) throws IOException {
        Map<String, FileEntry> all = new HashMap<>();
        try (var listing = store.list(path(folder))) {
            for (var entry = listing.next(); entry.isPresent(); entry = listing.next()) {
                all.put(entry.get().name(), entry.get());
            }
        }
        return all;
    }

    private static double descriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
