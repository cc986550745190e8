package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import java.util.Set;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import org.jspecify.annotations.Nullable;

/**
 * Turns what {@code java.nio} throws into a {@link StorageException} of the right kind. The only place that knows how the
 * system words its errors.
 *
 * <p>Java has classes for a handful of error numbers; the others reach us as the text of {@code strerror}, so the words
 * below are those of the C locale ({@code LC_ALL=C.UTF-8}). In another locale they end as {@link Kind#FAILED}.
 */
final class NioFailures {

    /** What chmod(2) says where it is not for this process, or not for this file system. */
    private static final Set<String> NO_BITS =
            Set.of("Operation not permitted", "Operation not supported", "Function not implemented");

    private static final Map<String, Kind> WORDS = Map.ofEntries(
            Map.entry("No space left on device", Kind.NO_SPACE),
            Map.entry("Disk quota exceeded", Kind.QUOTA_EXCEEDED),
            Map.entry("File too large", Kind.TOO_LARGE),
            Map.entry("File name too long", Kind.BAD_NAME),
            // A file system that takes only valid UTF-8, or only the names of another system.
            Map.entry("Invalid or incomplete multibyte or wide character", Kind.BAD_NAME),
            Map.entry("Not a directory", Kind.NOT_A_DIRECTORY),
            Map.entry("Is a directory", Kind.NOT_A_FILE),
            // A socket, or a device without a driver.
            Map.entry("No such device or address", Kind.NOT_A_FILE),
            Map.entry("Directory not empty", Kind.NOT_EMPTY),
            Map.entry("File exists", Kind.ALREADY_EXISTS),
            // What openat says of a link under O_NOFOLLOW: it was put there after we had looked.
            Map.entry("Too many levels of symbolic links", Kind.DENIED),
            Map.entry("Operation not permitted", Kind.DENIED),
            Map.entry("Read-only file system", Kind.DENIED),
            // A mount point, which can be neither removed nor renamed.
            Map.entry("Device or resource busy", Kind.DENIED),
            Map.entry("Text file busy", Kind.DENIED),
            Map.entry("Invalid cross-device link", Kind.OTHER_DEVICE));

    /** EINVAL. It may be of anything; of a call that was given a name, on FAT for instance, it says that the name cannot stand there. */
    private static final String INVALID = "Invalid argument";

    private NioFailures() {}

    /** The failure for the client, with {@code failure} as its cause for the log. */
    static StorageException of(IOException failure, VirtualPath path) {
        if (failure instanceof StorageException known) {
            return known;
        }
        return StorageException.of(kindOf(failure), path, failure);
    }

    /** The failure for a name that this file system, or the encoding of the process, cannot write. */
    static StorageException of(InvalidPathException failure, VirtualPath path) {
        return StorageException.of(Kind.BAD_NAME, path, failure);
    }

    /** Whether the permission bits of a thing cannot be set, though it can be reached. */
    static boolean isRefusalOfBits(IOException failure) {
        return failure instanceof FileSystemException named && named.getReason() != null
                && NO_BITS.contains(named.getReason());
    }

    static Kind kindOf(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> Kind.NOT_FOUND;
            case FileAlreadyExistsException _ -> Kind.ALREADY_EXISTS;
            case DirectoryNotEmptyException _ -> Kind.NOT_EMPTY;
            case AccessDeniedException _ -> Kind.DENIED;
            case NotDirectoryException _ -> Kind.NOT_A_DIRECTORY;
            case AtomicMoveNotSupportedException _ -> Kind.OTHER_DEVICE;
            case FileSystemLoopException _ -> Kind.DENIED;
            case FileSystemException named when isInvalid(named) -> Kind.BAD_NAME;
            case FileSystemException named -> byWords(named.getReason());
            default -> byWords(failure.getMessage());
        };
    }

    /** Whether the system has found something wrong in what it was asked, and not in what it found. */
    static boolean isInvalid(FileSystemException failure) {
        return INVALID.equals(failure.getReason());
    }

    private static Kind byWords(@Nullable String words) {
        if (words == null) {
            return Kind.FAILED;
        }

        return WORDS.entrySet().stream()
                .filter(entry -> words.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Kind.FAILED);
    }
}
