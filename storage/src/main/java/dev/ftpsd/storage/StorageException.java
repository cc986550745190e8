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
        /** What was to be stored is not wanted here, whoever sends it. */
        REJECTED,
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
        /** More entries than are looked at for one command. */
        TOO_MANY,
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

    /** A failure with the ordinary words for its kind. */
    public static StorageException of(Kind kind, VirtualPath path) {
        return new StorageException(kind, path.toString(), words(kind));
    }

    /**
     * A failure with the ordinary words for its kind.
     *
     * @param cause kept for the log
     */
    public static StorageException of(Kind kind, VirtualPath path, Throwable cause) {
        return new StorageException(kind, path.toString(), words(kind), cause);
    }

    /** ALREADY_EXISTS for an upload: somebody has put a file there while it went on. */
    public static StorageException taken(VirtualPath path) {
        return new StorageException(Kind.ALREADY_EXISTS, path.toString(),
                "Another file has taken this name meanwhile, and stays; send yours under another name.");
    }

    public Kind kind() {
        return kind;
    }

    /** None, but that of a cause: it is an answer to the client; an upload alone looks for several names that are not there. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    /** The virtual path that the operation was about. */
    public String path() {
        return path;
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> "no such file or directory";
            case ALREADY_EXISTS -> "already exists";
            case NOT_A_DIRECTORY -> "not a directory";
            case NOT_A_FILE -> "not a regular file";
            case NOT_EMPTY -> "directory is not empty";
            case INTO_ITSELF -> "a directory cannot move into itself";
            case DENIED -> "permission denied";
            case REJECTED -> "not taken here";
            case BAD_NAME -> "this name cannot stand here";
            case OUT_OF_RANGE -> "offset is beyond the end of the file";
            case BUSY -> "file is being written by another session";
            case NO_SPACE -> "no space left";
            case QUOTA_EXCEEDED -> "quota exceeded";
            case TOO_LARGE -> "file is too large";
            case TOO_MANY -> "too many entries";
            case OTHER_DEVICE -> "source and target are on different file systems";
            case FAILED -> "storage failed";
        };
    }
}
