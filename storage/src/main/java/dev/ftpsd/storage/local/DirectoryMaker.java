package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes a directory below the root as the kernel would if it never followed a link: handle by handle, then {@code mkdirat}.
 *
 * <p>{@link java.nio.file.SecureDirectoryStream} has no such method. The way around it (make a directory by path under a
 * random name, move it through the handle) leaves that directory outside when it loses a race, replaces an empty directory
 * that appeared meanwhile, and loses the group and access list that a directory gives to those made in it. So this asks the
 * C library. Safe for several threads.
 */
record DirectoryMaker(LinuxCalls linux) {

    private static final Optional<DirectoryMaker> OF_THIS_SYSTEM = LinuxCalls
            .on(System.getProperty("os.name", ""), System.getProperty("os.arch", "")).map(DirectoryMaker::new);

    /** Empty where the calls are not to be had. */
    static Optional<DirectoryMaker> ofThisSystem() {
        return OF_THIS_SYSTEM;
    }

    /**
     * Makes one directory.
     *
     * @param root the only part that may hold links
     * @param below the directory to make, relative to the root; one name or more
     * @param mode 0 to 0777, from which the process's own umask is taken
     */
    void make(Path root, Path below, int mode) throws IOException {
        var parent = below.getParent();
        var descriptor = open(root, parent == null ? below.getFileSystem().getPath("") : parent);
        try {
            checked(linux.makeDirectory(descriptor, below.getFileName().toString(), mode), below);
        } finally {
            linux.close(descriptor);
        }
    }

    /**
     * Opens a directory; whoever asks for it closes the descriptor.
     *
     * @param root the only part that may hold links
     * @param below the directory, relative to the root; empty for the root itself
     */
    int open(Path root, Path below) throws IOException {
        var descriptor = checked(linux.openRoot(root.toString()), below);
        for (var name : below) {
            var next = name.toString().isEmpty() ? descriptor : linux.openDirectory(descriptor, name.toString());
            if (next != descriptor) {
                linux.close(descriptor);
                descriptor = checked(next, below);
            }
        }
        return descriptor;
    }

    /** @param result not negative, or an error number of {@code <errno.h>} with a minus */
    private static int checked(int result, Path name) throws IOException {
        if (result >= 0) {
            return result;
        }

        var file = name.toString();
        throw switch (-result) {
            case 1 -> new FileSystemException(file, null, "Operation not permitted");
            case 2 -> new NoSuchFileException(file);
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
