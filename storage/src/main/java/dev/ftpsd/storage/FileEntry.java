package dev.ftpsd.storage;

import java.time.Instant;

/**
 * What is known of one file or directory.
 *
 * @param name its last segment; empty for the root
 * @param kind what it is
 * @param size bytes; 0 for anything but a file
 * @param modified the time of last modification
 * @param identity which file it is
 * @param mode the POSIX permission bits, 0 to 07777
 */
public record FileEntry(String name, Kind kind, long size, Instant modified, Identity identity, int mode) {

    /** Tells files of one store apart. What is told costs a hash, and most listings do not ask for it. */
    @FunctionalInterface
    public interface Identity {

        /** See {@link FileEntry#unique}. */
        String unique();
    }

    private record Known(String unique) implements Identity {}

    /** With an identity whose text is known already. */
    public FileEntry(String name, Kind kind, long size, Instant modified, String unique, int mode) {
        this(name, kind, size, modified, new Known(unique), mode);
    }

    /** Equal for two names of the same file, different for different files of one store (RFC 3659 §7.5.2). */
    public String unique() {
        return identity.unique();
    }

    /** What stands behind a name. */
    public enum Kind {
        FILE, DIRECTORY,
        /** A symbolic link that is not followed: it points outside, to nothing, or links are denied. */
        LINK,
        /** A device, a FIFO, a socket, or what cannot be looked at: shown, never opened. */
        OTHER
    }

    public boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }
}
