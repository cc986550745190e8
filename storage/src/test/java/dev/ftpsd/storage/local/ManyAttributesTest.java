package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.ftpsd.storage.FileEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.storage.StoreProbe.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** From some entries on a listing asks by a descriptor of its own: it tells the same as {@code stat} of each. */
@EnabledOnOs(OS.LINUX)
class ManyAttributesTest {

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
        var listed = all(store);
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

    private static void holds(OpenDirectory open, String name) throws IOException {
        try (var many = ManyAttributes.of(open).orElseThrow()) {
            assertEquals(open.attributes(Path.of(name)).key().toString(),
                    many.attributes(Path.of(name)).key().toString());
            assertThrows(NoSuchFileException.class, () -> many.attributes(Path.of("nobody")));
        }
    }

    @Test
    void another_directory_at_the_path_is_not_asked() throws IOException {
        try (var root = OpenDirectory.open(directory.resolve("home"));
                var deep = root.directory(Path.of("deep"));
                var deeper = deep.directory(Path.of("er"))) {
            Files.move(inner, directory.resolve("elsewhere"));
            assertTrue(ManyAttributes.of(deeper).isEmpty(), "nothing stands there");
            Files.createDirectory(inner);
            assertTrue(ManyAttributes.of(deeper).isEmpty(), "another one stands there");
            Files.delete(inner);
            Files.createSymbolicLink(inner, directory.resolve("elsewhere"));
            assertTrue(ManyAttributes.of(deeper).isEmpty(), "a link is not followed, wherever it leads");
        }
    }

    @Test
    void no_descriptor_is_left() throws IOException {
        var store = store();
        all(store);
        var before = descriptors();
        for (var i = 0; i < 50; i++) {
            all(store);
        }
        assertEquals(before, descriptors(), 10);
    }

    private LocalFileStore store() throws IOException {
        return LocalFileStore.open(directory.resolve("home"), false, LocalPolicy.DEFAULT);
    }

    private static Map<String, FileEntry> all(LocalFileStore store) throws IOException {
        Map<String, FileEntry> all = new HashMap<>();
        try (var listing = store.list(path("/deep/er"))) {
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
