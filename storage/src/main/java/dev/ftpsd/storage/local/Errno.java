package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Error numbers of {@code <errno.h>} as the exceptions that {@code java.nio} would throw for them. */
final class Errno {

    /** ENOENT. */
    static final int NO_SUCH_FILE = 2;
    /** EEXIST. */
    static final int FILE_EXISTS = 17;
    /** ENOTDIR. */
    static final int NOT_A_DIRECTORY = 20;
    /** EINVAL. */
    static final int INVALID = 22;
    /** ENAMETOOLONG. */
    static final int NAME_TOO_LONG = 36;
    /** ENOSYS. */
    static final int NOT_IMPLEMENTED = 38;
    /** ENOTEMPTY. */
    static final int NOT_EMPTY = 39;
    /** ELOOP. */
    static final int TOO_MANY_LINKS = 40;
    /** EOPNOTSUPP. */
    static final int NOT_SUPPORTED = 95;

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
            case NO_SUCH_FILE -> new NoSuchFileException(file);
            case 13 -> new AccessDeniedException(file);
            case FILE_EXISTS -> new FileAlreadyExistsException(file);
            case NOT_A_DIRECTORY -> new NotDirectoryException(file);
            case NOT_EMPTY -> new DirectoryNotEmptyException(file);
            default -> new FileSystemException(file, null, words(-result));
        };
    }

    /** As strerror(3) has them in the C locale. */
    private static String words(int number) {
        return switch (number) {
            case 1 -> "Operation not permitted";
            case 5 -> "Input/output error";
            case 6 -> "No such device or address";
            case 16 -> "Device or resource busy";
            case 18 -> "Invalid cross-device link";
            case 21 -> "Is a directory";
            case INVALID -> "Invalid argument";
            case 23 -> "Too many open files in system";
            case 24 -> "Too many open files";
            case 26 -> "Text file busy";
            case 28 -> "No space left on device";
            case 30 -> "Read-only file system";
            case NAME_TOO_LONG -> "File name too long";
            case NOT_IMPLEMENTED -> "Function not implemented";
            case NOT_SUPPORTED -> "Operation not supported";
            case TOO_MANY_LINKS -> "Too many levels of symbolic links";
            case 84 -> "Invalid or incomplete multibyte or wide character";
            case 116 -> "Stale file handle";
            case 122 -> "Disk quota exceeded";
            default -> "error number " + number;
        };
    }
}
