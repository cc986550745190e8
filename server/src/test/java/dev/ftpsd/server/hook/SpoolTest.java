package dev.ftpsd.server.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.ftpsd.server.audit.EventLog.Who;
import dev.ftpsd.server.config.Happening;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a process that was killed leaves in the spool, and what the next one makes of it. */
class SpoolTest {

    private static final String JSON = "{\"path\":\"/a\"}";

    private static final int MANY = 5000;

    @TempDir
    private Path directory;

    private List<String> opened() throws IOException {
        var spool = new Spool(directory);
        var ids = spool.open().stream().map(Spool.Entry::id).toList();
        assertEquals(ids.size(), spool.count("hook"));
        return ids;
    }

    private void left(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    @Test
    void an_event_is_told_of_if_its_file_is_there_or_nobody_can_know() throws IOException {
        var there = Files.createFile(directory.resolve("file"));
        left("1.hook.prepared", there + "\n" + JSON + "\n");
        left("2.hook.prepared", directory.resolve("missing") + "\n" + JSON + "\n");
        left("3.hook.prepared", "\n" + JSON + "\n");
        left("4.hook.event", "\n" + JSON + "\n");

        assertEquals(List.of("1", "3", "4"), opened());
        assertEquals(JSON, new Spool(directory).body(new Spool.Entry("1", "hook")));
        assertEquals(List.of("1", "3", "4"), opened(), "and once more after the next kill");
    }

    /** Deletes, renames and removed directories leave a name that is free; a link that leads nowhere is not gone. */
    @Test
    void what_is_gone_is_told_of_if_its_name_is_free() throws IOException {
        var there = Files.createFile(directory.resolve("file"));
        var link = Files.createSymbolicLink(directory.resolve("link"), Path.of("nowhere"));
        left("1.hook.prepared", "gone:" + there + "\n" + JSON + "\n");
        left("2.hook.prepared", "gone:" + directory.resolve("missing") + "\n" + JSON + "\n");
        left("3.hook.prepared", "gone:" + link + "\n" + JSON + "\n");
        left("4.hook.prepared", "gone:\0\n" + JSON + "\n");

        assertEquals(List.of("2"), opened());
        assertEquals(JSON, new Spool(directory).body(new Spool.Entry("2", "hook")));
    }

    @Test
    void what_is_about_to_happen_is_written_with_what_will_tell_that_it_has() throws IOException {
        var who = new Occasion("1", Instant.EPOCH, new Who(1, "127.0.0.1", "alice"), "RNTO");
        var from = new ChangeEvent.Name("/a", "/home/a");
        var elsewhere = new ChangeEvent.Name("/a", "");
        var to = new ChangeEvent.Name("/b", "/home/b");

        assertEquals("gone:/home/a", ChangeEvent.renamed(who, from, to).trace().line());
        assertEquals("", ChangeEvent.renamed(who, elsewhere, elsewhere).trace().line());
        assertEquals("gone:/home/a", ChangeEvent.gone(Happening.RMDIR, who, "/a", "/home/a").trace().line());
        assertEquals("/home/a", ChangeEvent.made(who, "/a", "/home/a").trace().line());
    }

    /** As with a full disk, which takes names for longer than bytes: here it is a text that cannot be written. */
    @Test
    void an_event_that_cannot_be_written_leaves_nothing() throws IOException {
        var event =
                new UploadEvent(new Occasion("1", Instant.EPOCH, new Who(1, "127.0.0.1", "alice"), "STOR"), "/a",
                        "\ud800", 5, "");

        assertThrows(IOException.class, () -> new Spool(directory).prepare("hook", event));
        try (var files = Files.list(directory)) {
            assertEquals(List.of(), files.toList());
        }
    }

    /** While it is read, each is renamed: a directory that changes may show a file twice. */
    @Test
    void of_thousands_that_a_kill_left_each_is_listed_once_and_what_is_no_event_is_left_alone() throws IOException {
        for (var number = 0; number < MANY; number++) {
            left(number + ".hook.prepared", directory + "\n" + JSON + "\n");
        }
        left("note.prepared", "");

        var ids = opened();
        assertEquals(MANY, Set.copyOf(ids).size());
        assertEquals(MANY, ids.size());
        assertTrue(Files.exists(directory.resolve("note.prepared")));
    }

    /** It is written before the upload is committed: an upload whose event was not written whole is none. */
    @Test
    void an_event_that_was_not_written_whole_has_no_upload() throws IOException {
        left("1.hook.prepared", "");
        left("2.hook.prepared", "\n");
        left("3.hook.prepared", "/some/pla");
        left("4.hook.prepared", directory + "\n");
        left("5.hook.prepared", directory + "\n{\"path\":\"/a");

        assertEquals(List.of(), opened());
        try (var files = Files.list(directory)) {
            assertEquals(0, files.count());
        }
    }
}
