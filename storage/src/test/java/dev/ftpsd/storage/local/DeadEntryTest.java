package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.Usage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Names of which the system says nothing but an error: mounts of other users and dead ones, damaged files. */
class DeadEntryTest {

    @TempDir
    private Path root;

    @BeforeEach
    void fill() throws IOException {
        Files.writeString(root.resolve("file"), "12345");
        Files.createDirectory(root.resolve("dead"));
        Files.createDirectory(root.resolve("other"));
    }

    private LocalFileStore store(String words) throws IOException {
        return LocalFileStore.open(root, false, LocalPolicy.DEFAULT, Uploader.NOBODY,
                MountStream.opener((name, method, real) -> {
                    if (name.toString().contains("dead") && method.equals("readAttributes")) {
                        throw words.isEmpty() ? new AccessDeniedException(name.toString())
                                : new FileSystemException(name.toString(), null, words);
                    }
                    return real.make();
                }));
    }

    private LocalFileStore store() throws IOException {
        return store("Transport endpoint is not connected");
    }

    private static Map<String, FileEntry> listed(LocalFileStore store) throws IOException {
        var entries = new HashMap<String, FileEntry>();
        try (var listing = store.list(path("/"))) {
            for (var entry = listing.next(); entry.isPresent(); entry = listing.next()) {
                entries.put(entry.get().name(), entry.get());
            }
            assertFalse(listing.isKnown());
        }
        return entries;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Transport endpoint is not connected", "Stale file handle", "Input/output error"})
    void it_is_listed_as_neither_file_nor_directory_and_hides_no_other(String words) throws IOException {
        Files.createDirectory(root.resolve("dead too"));
        var entries = listed(store(words));

        assertEquals(Set.of("file", "dead", "dead too", "other"), entries.keySet());
        for (var name : Set.of("dead", "dead too")) {
            var entry = Objects.requireNonNull(entries.get(name));
            assertEquals(FileEntry.Kind.OTHER, entry.kind());
            assertEquals(0, entry.size());
            assertEquals(Instant.EPOCH, entry.modified());
        }
        assertEquals(4, entries.values().stream().map(FileEntry::unique).distinct().count());
        assertEquals(5, Objects.requireNonNull(entries.get("file")).size());
    }

    @Test
    void what_it_holds_is_not_known_to_be_nothing() throws IOException {
        assertFails(Kind.FAILED, () -> Usage.of(store()));

        Files.delete(root.resolve("dead"));
        assertEquals(new Usage(5, 2), Usage.of(store()));
        Files.writeString(root.resolve(".ftpsd-dead"), "part");
        assertFails(Kind.FAILED, () -> Usage.of(store()));
    }

    @Test
    void a_sweep_goes_on_with_what_stands_beside_it() throws IOException {
        for (var i = 0; i < 20; i++) {
            var old = Files.writeString(root.resolve("other/.ftpsd-part-" + i), "old");
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }
        Files.createDirectory(root.resolve("other/dead"));
        Files.writeString(root.resolve("other/.ftpsd-dead"), "who knows how old");

        assertEquals(new Remains(1, 20), store().sweep());
    }
}
