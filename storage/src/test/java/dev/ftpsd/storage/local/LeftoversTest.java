package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import dev.ftpsd.storage.StorageException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Staged bytes that a crash left behind. */
class LeftoversTest {

    @TempDir
    private Path root;

    @Test
    void a_listing_sweeps_old_leftovers_and_leaves_young_ones() throws IOException {
        var old = leftover(".ftpsd-old", Duration.ofHours(25));
        var young = leftover(".ftpsd-young", Duration.ofHours(23));

        assertEquals(Set.of(), names(LocalFileStore.open(root, false, LocalPolicy.DEFAULT), "/"));

        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
    }

    @Test
    void a_directory_that_holds_nothing_but_an_old_leftover_is_removed() throws IOException {
        Files.createDirectory(root.resolve("d"));
        leftover("d/.ftpsd-old", Duration.ofHours(25));

        LocalFileStore.open(root, false, LocalPolicy.DEFAULT).removeDirectory(path("/d"));

        assertFalse(Files.exists(root.resolve("d")));
    }

    @Test
    void a_directory_into_which_something_is_being_uploaded_is_not_empty() throws IOException {
        Files.createDirectory(root.resolve("d"));
        leftover("d/.ftpsd-now", Duration.ZERO);

        var store = LocalFileStore.open(root, false, LocalPolicy.DEFAULT);
        assertFails(Kind.NOT_EMPTY, () -> store.removeDirectory(path("/d")));
    }

    @Test
    void a_leftover_lives_for_an_hour_at_least() {
        assertEquals(Duration.ofHours(1), new Leftovers(Duration.ZERO).keep());
        assertEquals(Duration.ofHours(2), new Leftovers(Duration.ofHours(2)).keep());
    }

    private Path leftover(String name, Duration age) throws IOException {
        var file = Files.writeString(root.resolve(name), "staged");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }
}
