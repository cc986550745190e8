package dev.ftpsd.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;
import dev.ftpsd.storage.local.LocalFileStore;
import dev.ftpsd.storage.local.LocalPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What broken uploads have left is found by the server that starts after the one that they broke. */
final class PartWatchTest {

    private static final VirtualPath NEW = new VirtualPath(List.of("new"));

    @TempDir
    private Path folder;
    private Path home;
    private final AtomicInteger told = new AtomicInteger();

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
    }

    private PartWatch start() {
        return new PartWatch(folder.resolve("state"), () -> LocalPolicy.DEFAULT, told::incrementAndGet);
    }

    @Test
    void an_upload_that_a_kill_broke_off_is_found_by_the_next_start_and_goes_when_it_is_old() throws Exception {
        var killed = start();
        var store = LocalFileStore.open(home, false, LocalPolicy.DEFAULT, killed.uploader(home, "alice"));
        try (var sink = store.openWrite(NEW, WriteMode.REPLACE, 0)) {
            sink.write(ByteBuffer.wrap(new byte[10]));
        }
        // Nothing but the disk is left of the process: not even that the upload broke is known.
        killed.close();
        age(staged(), Duration.ofHours(25));

        try (var next = start()) {
            Eventually.holds(() -> told.get() == 1, "something is deleted");
            assertEquals(List.of(), names());
            next.look();
            assertEquals(List.of(), noted());
        }
    }

    @Test
    void what_still_waits_is_looked_at_again_and_its_home_stays_known() throws Exception {
        try (var watch = start()) {
            breakOff(watch);
            watch.look();
            assertEquals(List.of(home.toString()), noted());
            assertEquals(0, told.get());

            age(staged(), Duration.ofHours(25));
            watch.look();
            assertEquals(1, told.get());
            assertEquals(List.of(), names());
        }
    }

    @Test
    void a_home_is_known_before_anything_is_uploaded_to_it() throws IOException {
        try (var watch = start()) {
            watch.uploader(home, "alice");
            watch.uploader(home, "bob");
            assertEquals(List.of(home.toString()), noted());
        }
    }

    @Test
    void a_home_that_is_no_more_is_forgotten() throws IOException {
        try (var watch = start()) {
            breakOff(watch);
        }
        Files.delete(staged());
        Files.delete(home);
        try (var watch = start()) {
            watch.look();
            assertEquals(List.of(), noted());
        }
    }

    /** The disk of the homes is mounted later than the server starts. */
    @Test
    void what_a_disk_holds_that_comes_after_the_start_is_looked_at_once_its_home_is_used() throws IOException {
        var disk = oldPartOnDisk();
        try (var watch = start()) {
            // A login that finds no home.
            watch.uploader(home, "alice");
            watch.look();
            Files.move(disk, home);

            assertFoundOnceUsed(watch);
        }
    }

    @Test
    void what_a_disk_holds_that_is_mounted_over_an_empty_home_is_looked_at_once_that_is_used() throws IOException {
        var disk = oldPartOnDisk();
        Files.createDirectory(home);
        try (var watch = start()) {
            watch.look();
            Files.delete(home);
            Files.move(disk, home);

            assertFoundOnceUsed(watch);
        }
    }

    /** Where the home is now that a server has left something in. */
    private Path oldPartOnDisk() throws IOException {
        try (var killed = start()) {
            breakOff(killed);
        }
        age(staged(), Duration.ofHours(25));
        return Files.move(home, folder.resolve("disk"));
    }

    private void assertFoundOnceUsed(PartWatch watch) throws IOException {
        watch.uploader(home, "alice");
        watch.look();
        assertEquals(List.of(), names());
        assertEquals(1, told.get());
        assertEquals(List.of(home.toString()), noted());
    }

    private void breakOff(PartWatch watch) throws IOException {
        var store = LocalFileStore.open(home, false, LocalPolicy.DEFAULT, watch.uploader(home, "alice"));
        try (var sink = store.openWrite(NEW, WriteMode.REPLACE, 0)) {
            sink.write(ByteBuffer.wrap(new byte[10]));
        }
    }

    private Path staged() throws IOException {
        return home.resolve(names().getFirst());
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private List<String> noted() throws IOException {
        return Files.readAllLines(folder.resolve("state/uploads"));
    }

    private static void age(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }
}
