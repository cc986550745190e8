package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Disks cannot be filled at will, so the words that the system has for it are tried by hand. */
class NioFailuresTest {

    @ParameterizedTest
    @CsvSource({
            "No space left on device, NO_SPACE",
            "Disk quota exceeded, QUOTA_EXCEEDED",
            "File too large, TOO_LARGE",
            "File name too long, BAD_NAME",
            "Invalid or incomplete multibyte or wide character, BAD_NAME",
            "Not a directory, NOT_A_DIRECTORY",
            "Is a directory, NOT_A_FILE",
            "No such device or address, NOT_A_FILE",
            "Directory not empty, NOT_EMPTY",
            "File exists, ALREADY_EXISTS",
            "Too many levels of symbolic links or unable to access attributes of symbolic link, DENIED",
            "Too many levels of symbolic links (NOFOLLOW_LINKS specified), DENIED",
            "Operation not permitted, DENIED",
            "Read-only file system, DENIED",
            "Device or resource busy, DENIED",
            "Text file busy, DENIED",
            "Invalid cross-device link, OTHER_DEVICE",
            "Input/output error, FAILED",
            "Too many open files, FAILED"})
    void the_words_of_the_system_have_a_kind(String words, Kind kind) {
        // A channel throws the words alone, a file operation with the name in front.
        assertEquals(kind, NioFailures.kindOf(new IOException(words)));
        assertEquals(kind, NioFailures.kindOf(new FileSystemException("/srv/home/x", null, words)));
    }

    /** Of a name it speaks of the name; what a channel was asked for has none in it. */
    @Test
    void an_invalid_argument_is_a_name_that_cannot_stand_there_where_a_name_was_given() {
        assertEquals(Kind.BAD_NAME,
                NioFailures.kindOf(new FileSystemException("/srv/home/photo:1.jpg", null, "Invalid argument")));
        assertEquals(Kind.FAILED, NioFailures.kindOf(new IOException("Invalid argument")));
    }

    static Stream<Map.Entry<Kind, IOException>> classes() {
        return Stream.of(
                Map.entry(Kind.NOT_FOUND, new NoSuchFileException("/srv/x")),
                Map.entry(Kind.ALREADY_EXISTS, new FileAlreadyExistsException("/srv/x")),
                Map.entry(Kind.NOT_EMPTY, new DirectoryNotEmptyException("/srv/x")),
                Map.entry(Kind.DENIED, new AccessDeniedException("/srv/x")),
                Map.entry(Kind.NOT_A_DIRECTORY, new NotDirectoryException("/srv/x")),
                Map.entry(Kind.OTHER_DEVICE, new AtomicMoveNotSupportedException("/srv/x", "/srv/y", "Invalid cross")),
                Map.entry(Kind.DENIED, new FileSystemLoopException("/srv/x")),
                Map.entry(Kind.FAILED, new FileSystemException("/srv/x")),
                Map.entry(Kind.FAILED, new ClosedChannelException()));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void the_classes_of_java_nio_have_a_kind_and_show_no_path(Map.Entry<Kind, IOException> expected) {
        var failure = NioFailures.of(expected.getValue(), VirtualPath.ROOT);

        assertEquals(expected.getKey(), failure.kind());
        assertEquals("/", failure.path());
        assertEquals(-1, String.valueOf(failure.getMessage()).indexOf('/'));
        assertSame(expected.getValue(), failure.getCause());
    }

    @Test
    void a_failure_that_has_its_kind_already_stays_as_it_is() {
        var known = StorageException.of(Kind.BUSY, VirtualPath.ROOT);

        assertSame(known, NioFailures.of(known, VirtualPath.ROOT));
    }

    @Test
    void the_system_speaks_the_language_that_is_expected(@TempDir Path directory) {
        var tooLong = directory.resolve("x".repeat(256));

        var failure = assertThrows(IOException.class, () -> Files.createFile(tooLong));

        assertEquals(Kind.BAD_NAME, NioFailures.kindOf(failure));
    }
}
