package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.Usage;
import dev.ftpsd.storage.WriteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.breakOff;
import static dev.ftpsd.storage.StoreProbe.bytes;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static dev.ftpsd.storage.StoreProbe.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What broken uploads leave on the disk: whose it is, how it is found, when it goes. */
class LeftoversTest {

    @TempDir
    private Path root;

    private LocalFileStore store(String user) throws StorageException {
        return LocalFileStore.open(root, false, LocalPolicy.DEFAULT, new Uploader(user, () -> {}));
    }

    @Test
    void what_has_come_is_its_user_s_alone() throws IOException {
        breakOff(store("alice"), "/new", WriteMode.REPLACE, 0, "alice's");

        assertEquals(OptionalLong.empty(), store("bob").partOf(path("/new")));
        assertFails(Kind.OUT_OF_RANGE, () -> store("bob").openWrite(path("/new"), WriteMode.RESUME, 7));
        assertFails(Kind.NOT_FOUND, () -> store("bob").delete(path("/new")));
        write(store("bob"), "/new", WriteMode.APPEND, 0, "bob's");
        assertEquals("bob's", get(store("alice"), "/new"));
        write(store("alice"), "/new", WriteMode.RESUME, 7, " own");
        assertEquals("alice's own", get(store("bob"), "/new"));
    }

    /** Bytes below the middle of what has come are no sign that the sender means it and not the file. */
    @Test
    void what_has_come_is_nothing_beside_a_file_that_was_written_behind_it() throws Exception {
        breakOff(store("alice"), "/new", WriteMode.REPLACE, 0, "alice's part");
        behind();
        write(store("bob"), "/new", WriteMode.REPLACE, 0, "bob's file");

        write(store("alice"), "/new", WriteMode.RESUME, 10, ", and more");
        assertEquals("bob's file, and more", get(store("bob"), "/new"));
        breakOff(store("alice"), "/new", WriteMode.REPLACE, 0, "alice's part");
        behind();
        write(store("bob"), "/new", WriteMode.REPLACE, 0, "bob's file");
        write(store("alice"), "/new", WriteMode.APPEND, 0, "!");
        assertEquals("bob's file!", get(store("bob"), "/new"));
    }

    /** The clock of files ticks in some milliseconds. */
    private static void behind() throws InterruptedException {
        Thread.sleep(30);
    }

    /** Clients set it, and clocks are wrong: it alone does not tell which of two was written first. */
    @Test
    void the_time_of_writing_alone_makes_no_file_newer_than_what_has_come() throws IOException {
        write(store("alice"), "/new", WriteMode.REPLACE, 0, "OLD CONTENT");
        Files.setLastModifiedTime(root.resolve("new"), FileTime.from(Instant.now().plusSeconds(7200)));
        breakOff(store("alice"), "/new", WriteMode.REPLACE, 0, "new content, ");

        write(store("alice"), "/new", WriteMode.RESUME, 11, ", all of it");

        assertEquals("new content, all of it", get(store("alice"), "/new"));
    }

    @Test
    void an_upload_that_a_kill_broke_off_is_resumed() throws IOException {
        // The sink is never closed: what the disk holds now is what the next process finds.
        var killed = store("alice").openWrite(path("/new"), WriteMode.REPLACE, 0);
        killed.write(bytes("all but "));
        Files.move(onlyFile(), root.resolve("aside"));
        killed.close();
        Files.move(root.resolve("aside"), root.resolve(Reserved.part("alice", "new")));

        write(store("alice"), "/new", WriteMode.APPEND, 0, "the end");
        assertEquals("all but the end", get(store("alice"), "/new"));
        assertEquals(List.of("new"), onDisk());
    }

    @Test
    void a_kill_before_the_first_byte_leaves_a_file_that_nobody_goes_on_from_and_that_goes_with_the_name()
            throws IOException {
        Files.createFile(root.resolve(Reserved.part("alice", "new")));

        assertEquals(OptionalLong.empty(), store("alice").partOf(path("/new")));
        assertFails(Kind.NOT_FOUND, () -> store("alice").delete(path("/new")));
        assertEquals(List.of(), onDisk());
    }

    @Test
    void what_has_waited_too_long_is_not_resumed() throws IOException {
        breakOff(store("alice"), "/new", WriteMode.REPLACE, 0, "part");
        age(onlyFile(), Duration.ofHours(25));

        assertEquals(OptionalLong.empty(), store("alice").partOf(path("/new")));
        assertFails(Kind.OUT_OF_RANGE, () -> store("alice").openWrite(path("/new"), WriteMode.RESUME, 4));
        write(store("alice"), "/new", WriteMode.APPEND, 0, "new");
        assertEquals("new", get(store("alice"), "/new"));
    }

    @Test
    void a_sweep_deletes_what_is_old_in_every_directory_and_leaves_what_is_young() throws IOException {
        Files.createDirectories(root.resolve("d/e"));
        Files.createSymbolicLink(root.resolve("d/link"), Path.of(".."));
        var old = age(Files.writeString(root.resolve("d/e/.ftpsd-old"), "staged"), Duration.ofHours(25));
        var young = age(Files.writeString(root.resolve("d/.ftpsd-young"), "staged"), Duration.ofHours(23));
        put(store("alice"), "/d/file", "x");

        assertEquals(new Remains(1, 1), store("alice").sweep());
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
        assertEquals(new Remains(1, 0), store("alice").sweep());
    }

    @Test
    void a_sweep_leaves_what_is_being_written_however_old_its_last_byte_is() throws IOException {
        try (var sink = store("alice").openWrite(path("/new"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("slow"));
            age(onlyFile(), Duration.ofHours(25));
            assertEquals(new Remains(1, 0), store("alice").sweep());
            sink.commit();
        }
        assertEquals("slow", get(store("alice"), "/new"));
    }

    @Test
    void what_is_being_written_is_not_counted_as_left() throws IOException {
        try (var sink = store("alice").openWrite(path("/new"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("12345"));
            assertEquals(Usage.NONE, Usage.of(store("bob")));
        }
        assertEquals(new Usage(5, 1), Usage.of(store("bob")));
    }

    @Test
    void an_upload_that_another_process_began_anew_is_not_mixed_with_this_one() throws IOException {
        try (var sink = store("alice").openWrite(path("/new"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("mine"));
            var staged = onlyFile();
            Files.delete(staged);
            Files.writeString(staged, "theirs, not whole yet");
            assertFails(Kind.BUSY, sink::commit);
        }
        assertEquals("theirs, not whole yet", Files.readString(onlyFile()));
    }

    @Test
    void an_upload_that_another_process_took_away_is_not_found() throws IOException {
        try (var sink = store("alice").openWrite(path("/new"), WriteMode.REPLACE, 0)) {
            sink.write(bytes("mine"));
            Files.delete(onlyFile());
            assertFails(Kind.NOT_FOUND, sink::commit);
        }
        assertEquals(List.of(), onDisk());
    }

    @Test
    void the_uploader_hears_of_what_was_kept_and_of_nothing_else() throws IOException {
        var heard = new ArrayList<String>();
        var store = LocalFileStore.open(root, false, LocalPolicy.DEFAULT,
                new Uploader("alice", () -> heard.add("kept")));

        put(store, "/whole", "x");
        breakOff(store, "/nothing", WriteMode.REPLACE, 0, "");
        assertEquals(List.of(), heard);
        breakOff(store, "/part", WriteMode.REPLACE, 0, "x");
        assertEquals(List.of("kept"), heard);
    }

    private static Path age(Path file, Duration age) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private Path onlyFile() throws IOException {
        assertEquals(1, onDisk().size());
        return root.resolve(onDisk().getFirst());
    }

    private List<String> onDisk() throws IOException {
        try (var files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
