package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** A directory is opened from its parent's handle, and nothing else is. */
@EnabledOnOs(OS.LINUX)
class HandleDirectoryTest {

    private static final int TIMES = 50;

    @TempDir
    Path root;

    @BeforeEach
    void make() throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("directory")).resolve("inside"), "x");
        Files.writeString(root.resolve("file"), "x");
        Files.createSymbolicLink(root.resolve("link"), Path.of("directory"));
    }

    OpenDirectory open(Path path) throws IOException {
        return OpenDirectory.openByJava(path);
    }

    static long descriptors() throws IOException {
        try (var all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    @Test
    void what_is_no_directory_is_not_opened_and_costs_no_descriptor() throws IOException {
        try (var directory = open(root)) {
            var before = descriptors();
            for (var i = 0; i < TIMES; i++) {
                assertThrows(NotDirectoryException.class, () -> directory.directory(Path.of("file")));
                assertThrows(FileSystemException.class, () -> directory.directory(Path.of("link")));
                assertThrows(NoSuchFileException.class, () -> directory.directory(Path.of("nothing")));
            }
            assertEquals(before, descriptors());
        }
    }

    @Test
    void a_directory_is_what_stands_there_also_when_its_name_leads_elsewhere_later() throws IOException {
        try (var directory = open(root); var opened = directory.directory(Path.of("directory"))) {
            Files.move(root.resolve("directory"), root.resolve("moved"));
            Files.createDirectory(root.resolve("directory"));

            assertEquals("inside", opened.names().next().getFileName().toString());
            try (var again = opened.directory(Path.of(OpenDirectory.SELF))) {
                assertEquals("inside", again.names().next().getFileName().toString());
            }
        }
    }

    /** Between its making and this somebody may have put a FIFO in its place, and to open that waits for a writer. */
    @Test
    void the_mode_of_a_new_directory_is_changed_without_opening_what_has_taken_its_name() throws Exception {
        var maker = DirectoryMaker.ofThisSystem().orElseThrow();
        assertEquals(0, new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor());

        assertTimeoutPreemptively(Duration.ofSeconds(10),
                () -> assertThrows(FileSystemException.class, () -> maker.changeMode(root, Path.of("pipe"), 0750)));
        assertThrows(FileSystemException.class, () -> maker.changeMode(root, Path.of("link"), 0750));
        maker.changeMode(root, Path.of("directory"), 0750);
        assertEquals("rwxr-x---",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("directory"))));
    }
}
