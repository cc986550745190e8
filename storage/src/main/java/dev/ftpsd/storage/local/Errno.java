package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Error numbers of {@code <errno.h>} as the exceptions that {@code java.nio} would throw for them. */
final class Errno {

    /** ENOENT. */
    static final int NO_SUCH_FILE = 2;

    private Errno() {}

    /**
     * The result, unless it says that the call failed.
     *
     * @param result not negative, or an error number with a minus
     * @param file for the message
     */
    static int checked(int result, String file) throws IOException {
        if (result >= 0) {
            return result;
        }

        throw switch (-result) {
            case 1 -> new FileSystemException(file, null, "Operation not permitted");
            case NO_SUCH_FILE -> new NoSuchFileException(file);
            case 13 -> new AccessDeniedException(file);
            case 17 -> new FileAlreadyExistsException(file);
            case 20 -> new NotDirectoryException(file);
            case 28 -> new FileSystemException(file, null, "No space left on device");
            case 30 -> new FileSystemException(file, null, "Read-only file system");
            case 36 -> new FileSystemException(file, null, "File name too long");
            case 40 -> new FileSystemException(file, null, "Too many levels of symbolic links");
            case 122 -> new FileSystemException(file, null, "Disk quota exceeded");
            default -> new FileSystemException(file, null, "error number " + -result);
        };
    }
}
