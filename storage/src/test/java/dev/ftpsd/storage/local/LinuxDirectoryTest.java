package dev.ftpsd.storage.local;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/** The same by system calls, and what they can do beyond it. */
class LinuxDirectoryTest extends HandleDirectoryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Path FILE = Path.of("file");

    @Override
    OpenDirectory open(Path path) throws IOException {
        return OpenDirectory.open(path);
    }

    private LinuxDirectory held() throws IOException {
        return assertInstanceOf(LinuxDirectory.class, open(root));
    }

    @Test
    void a_function_that_the_c_library_lacks_is_none() {
        assertNull(LinuxCalls.findIfAny("ftpsd_has_no_such_function", FunctionDescriptor.ofVoid()));
    }

    private void putFifoInItsPlace(String name) throws Exception {
        Files.delete(root.resolve(name));
        assertEquals(0, new ProcessBuilder("mkfifo", root.resolve(name).toString()).start().waitFor());
    }

    @Test
    void a_FIFO_that_takes_the_name_between_the_look_and_the_opening_holds_nobody() throws Exception {
        try (var directory = held(); var file = directory.hold(FILE)) {
            assertTrue(file.attributes().isFile());
            putFifoInItsPlace("file");

            assertTimeoutPreemptively(PATIENCE, () -> {
                try (var opened = file.open(Set.of(StandardOpenOption.READ))) {
                    assertEquals(1, opened.read(ByteBuffer.allocate(10)));
                }
                file.setModified(FileTime.from(Instant.EPOCH));
                file.setPermissions(PosixFilePermissions.fromString("rw-------"));
            });
        }
    }

    @Test
    void neither_time_nor_bits_of_what_is_no_file_are_set_and_none_is_opened() throws Exception {
        putFifoInItsPlace("file");
        var bits = PosixFilePermissions.fromString("rwxrwxrwx");
        var before = Files.readAttributes(root.resolve("directory"), PosixFileAttributes.class);
        try (var directory = held()) {
            for (var name : Set.of("file", "link")) {
                assertTimeoutPreemptively(PATIENCE, () -> {
                    assertThrows(FileSystemException.class,
                            () -> directory.setModified(Path.of(name), FileTime.from(Instant.EPOCH)));
                    assertThrows(FileSystemException.class, () -> directory.setPermissions(Path.of(name), bits));
                });
            }
        }
        var after = Files.readAttributes(root.resolve("directory"), PosixFileAttributes.class);
        assertEquals(before.permissions(), after.permissions());
        assertEquals(before.lastModifiedTime(), after.lastModifiedTime());
    }

    @Test
    void another_file_system_than_the_machine_s_has_no_descriptors() throws IOException {
        try (var zip = FileSystems.newFileSystem(root.resolve("archive.zip"), Map.of("create", "true"))) {
            assertTrue(LinuxDirectory.open(zip.getPath("/")).isEmpty());
        }
    }

    @Test
    void what_is_found_is_what_Java_says_of_it() throws IOException {
        try (var directory = open(root); var byJava = OpenDirectory.openByJava(root)) {
            for (var name : Set.of("file", "directory", "link", OpenDirectory.SELF)) {
                var found = directory.attributes(Path.of(name));
                var expected = byJava.attributes(Path.of(name));
                assertEquals(expected.kind(), found.kind(), name);
                assertEquals(expected.size(), found.size(), name);
                assertEquals(expected.modified(), found.modified(), name);
                assertEquals(expected.mode(), found.mode(), name);
                assertEquals(expected.key().toString(), found.key().toString(), name);
            }
            assertEquals(byJava.key().toString(), directory.key().toString());
            assertTrue(directory.attributesIfAny(Path.of("nothing")).isEmpty());
            assertTrue(directory.directoryIfAny(Path.of("nothing")).isEmpty());
            assertTrue(directory.directoryIfAny(Path.of("link")).isEmpty());
            assertTrue(directory.directoryIfAny(FILE).isEmpty());
        }
    }

    @Test
    void a_file_is_made_in_the_directory_that_is_held_and_never_through_a_link() throws IOException {
        var options = Set.<OpenOption>of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        var bits = PosixFilePermissions.fromString("rw-------");
        Files.createSymbolicLink(root.resolve("dangling"), Path.of("made-by-it"));
        try (var directory = open(root); var opened = directory.directory(Path.of("directory"))) {
            Files.move(root.resolve("directory"), root.resolve("moved"));
            Files.createDirectory(root.resolve("directory"));
            opened.open(Path.of("new"), options, bits).close();
            opened.makeDirectory(Path.of("made"), PosixFilePermissions.fromString("rwx--x---"));

            assertThrows(FileAlreadyExistsException.class, () -> directory.open(Path.of("dangling"), options, bits));
            assertThrows(IOException.class,
                    () -> directory.open(Path.of("link"), Set.of(StandardOpenOption.READ), Set.of()));
        }
        assertTrue(Files.exists(root.resolve("moved/new")));
        assertEquals("rwx--x---",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("moved/made"))));
        assertFalse(Files.exists(root.resolve("made-by-it"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void what_cannot_be_taken_away_stays_and_says_why() throws IOException {
        try (var directory = open(root)) {
            assertThrows(DirectoryNotEmptyException.class, () -> directory.deleteDirectory(Path.of("directory")));
            assertEquals("Is a directory", assertThrows(FileSystemException.class,
                    () -> directory.deleteFile(Path.of("directory"))).getReason());
            directory.deleteFile(Path.of("link"));
        }
        assertTrue(Files.exists(root.resolve("directory/inside")));
        assertFalse(Files.exists(root.resolve("link"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void a_name_longer_than_any_is_refused_as_the_system_does() throws IOException {
        try (var directory = open(root)) {
            for (var length : Set.of(256, 4095, 4096, 100_000)) {
                var name = Path.of("x".repeat(length));
                assertEquals("File name too long",
                        assertThrows(FileSystemException.class, () -> directory.attributes(name)).getReason());
                assertThrows(FileSystemException.class, () -> directory.move(FILE, directory, name));
            }
        }
    }

    /** The number may be that of another file or connection by then. */
    @Test
    void nothing_is_asked_by_its_number_once_it_is_closed() throws IOException {
        var directory = open(root);
        directory.close();
        directory.close();

        assertThrows(IllegalStateException.class, () -> directory.attributes(FILE));
        assertThrows(IllegalStateException.class, () -> directory.deleteFile(FILE));
        assertThrows(IllegalStateException.class, directory::names);
    }

    @Test
    void a_directory_that_may_be_entered_but_not_read_is_walked_through_and_not_listed() throws IOException {
        Files.setPosixFilePermissions(root.resolve("directory"), PosixFilePermissions.fromString("-wx--x--x"));
        assumeFalse(Files.isReadable(root.resolve("directory")), "root may read anything");
        try (var directory = open(root); var entered = directory.directory(Path.of("directory"))) {
            assertTrue(entered.attributes(Path.of("inside")).isFile());
            assertThrows(FileSystemException.class, entered::names);
        }
    }
}
