package dev.ftpsd.storage;

import java.io.IOException;

/**
 * A file operation that did not happen, and why. The message is safe to show to a client: it holds no path of the machine
 * underneath. The cause, for the log alone, may.
 */
public final class StorageException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What the client did or met. */
    public enum Kind {
        NOT_FOUND, ALREADY_EXISTS, NOT_A_DIRECTORY, NOT_A_FILE, NOT_EMPTY, INTO_ITSELF,
        /** Rights, the operating system or the link policy forbid it. */
        DENIED,
        /** A name that cannot stand here: control characters, too long, too deep. */
        BAD_NAME,
        /** An offset beyond the end of the file. */
        OUT_OF_RANGE,
        /** Another session is writing it. */
        BUSY,
        /** The disk is full. */
        NO_SPACE,
        /** The user's share is used up. */
        QUOTA_EXCEEDED,
        /** The file would be larger than the user or the file system allows. */
        TOO_LARGE,
        /** A rename between two file systems. */
        OTHER_DEVICE,
        /** The disk or the system failed; nothing that the client did. */
        FAILED
    }

    private final Kind kind;
    private final String path;

    /** @param path the virtual path as the client knows it */
    public StorageException(Kind kind, String path, String message) {
        super(message);
        this.kind = kind;
        this.path = path;
    }

    /**
     * @param path the virtual path as the client knows it
     * @param cause kept for the log
     */
    public StorageException(Kind kind, String path, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.path = path;
    }

    public Kind kind() {
        return kind;
    }

    /** The virtual path that the operation was about. */
    public String path() {
        return path;
    }
}
