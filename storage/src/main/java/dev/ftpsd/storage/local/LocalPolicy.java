package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * How a {@link LocalFileStore} makes and keeps files.
 *
 * @param umask the permission bits, 0 to 0777, that new files (0666) and directories (0777) do not get
 * @param upload where the bytes of an upload stand until it is complete
 * @param keepPartial how long what has come of a broken upload waits, out of sight, to be gone on from; zero for not at
 *        all. Under {@link UploadMode#DIRECT} more than zero means that it stays under its new name
 * @param sync what is forced to the disk before an upload counts as done
 * @param symlinks which symbolic links are followed
 * @param reserve bytes that uploads leave free on a file system of so many; may change at any time
 */
public record LocalPolicy(int umask, UploadMode upload, Duration keepPartial, Sync sync, Symlinks symlinks,
        LongUnaryOperator reserve) {

    /** Where the bytes of an upload stand until it is complete. */
    public enum UploadMode {
        /** In a hidden file beside the target, moved over it in one step: readers see the old file or the new one. */
        ATOMIC,
        /** In the target itself, which keeps its owner, its access list and its hard links: readers see it grow. */
        DIRECT
    }

    /** What is forced to the disk before an upload counts as done. */
    public enum Sync {
        NONE, FILE, FILE_AND_DIRECTORY
    }

    /** Which symbolic links are followed. */
    public enum Symlinks {
        /** Those whose target lies inside the root. */
        INSIDE,
        /** None. */
        DENY
    }

    /** What the shipped configuration says. */
    public static final LocalPolicy DEFAULT = new LocalPolicy(
            027, UploadMode.ATOMIC, Duration.ofHours(24), Sync.NONE, Symlinks.INSIDE, total -> 0);

    public LocalPolicy {
        if (umask < 0 || umask > 0777) {
            throw new IllegalArgumentException("umask must be 000 to 777, octal");
        }
        if (keepPartial.isNegative()) {
            throw new IllegalArgumentException("keep-partial must not be negative");
        }
    }

    boolean keepsPartial() {
        return keepPartial.isPositive();
    }

    /** How long a staged file of a broken upload is good for anything. */
    Duration keepStaged() {
        return upload == UploadMode.ATOMIC ? keepPartial : Duration.ZERO;
    }

    Set<PosixFilePermission> filePermissions() {
        return Modes.permissions(0666 & ~umask);
    }

    Set<PosixFilePermission> directoryPermissions() {
        return Modes.permissions(0777 & ~umask);
    }

    /**
     * Makes a root, and the directories above it that are missing, with the bits that new directories get.
     *
     * @return false if the file system lets nobody give them these bits
     */
    boolean makeRoot(Path root) throws IOException {
        var missing = new ArrayDeque<Path>();
        for (var path = root.toAbsolutePath(); path != null && !Files.isDirectory(path); path = path.getParent()) {
            missing.push(path);
        }
        var isRight = true;
        for (var path : missing) {
            try {
                isRight &= makeDirectory(path);
            } catch (FileAlreadyExistsException e) {
                // Another session may have made it just now.
                if (!Files.isDirectory(path)) {
                    throw e;
                }
            }
        }
        return isRight;
    }

    /** By path, so that a failure names all of it to the log. */
    private boolean makeDirectory(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(path);
            return true;
        }

        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(directoryPermissions()));
        try (var parent = LinuxDirectory.open(path.resolveSibling("")).orElse(null)) {
            return parent == null || parent.correctDirectory(path.getFileName(), directoryPermissions());
        }
    }
}
