package dev.ftpsd.storage;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A file being written. Closed without {@link #commit()} it has failed: what stood there before stands there still, and the
 * bytes that arrived are kept out of sight ({@link FileStore#partOf}) or discarded, as the store's policy says. A store
 * may be set up to write to the file itself; then what has arrived stands there. One thread at a time.
 */
public interface FileSink extends AutoCloseable {

    /**
     * Tells what will come, for a store that can make use of it; to be asked before the first write. It is the client's word alone: more
     * may come, or less.
     *
     * @param bytes of the whole upload; 0 where that is not known
     */
    default void expect(long bytes) {
        // Most take what comes.
    }

    /**
     * Writes all bytes that remain in {@code source}.
     *
     * @throws StorageException NO_SPACE, QUOTA_EXCEEDED, TOO_LARGE, FAILED
     */
    void write(ByteBuffer source) throws StorageException;

    /** Bytes written so far through this sink. */
    long written();

    /**
     * Makes what stands at {@link #staged()} the very file that {@link #commit()} will show, for whoever looks at it there before; to be
     * asked behind the last write. An upload without a byte has changed nothing up to here.
     *
     * @throws StorageException NO_SPACE, FAILED; a commit fails then as well
     */
    default void prepare() throws StorageException {
        // Most stand nowhere aside.
    }

    /**
     * Makes the file visible with all that was written; called once, at the end.
     *
     * @throws StorageException NO_SPACE, ALREADY_EXISTS (CREATE_NEW and behind {@link #keepOthers}: another took the name), FAILED
     *         (also after a write that failed); what stands there then stays as it is
     */
    void commit() throws StorageException;

    /**
     * Whether the file may be visible although {@link #commit()} failed: the step that shows it was taken, or asked for, and something
     * went wrong in it or behind it. To be asked behind a commit that failed; true where the store cannot tell.
     */
    default boolean mayBeThere() {
        return true;
    }

    /**
     * For whoever may not replace files: {@link #commit()} replaces nothing but the very file that stood at the name when this
     * was opened. To be asked before the first write.
     */
    void keepOthers();

    /**
     * What {@link #commit()} has made visible, as {@link FileStore#stat} tells it. It was looked at while nobody else could write
     * here, so that it is this upload's file for certain. To be asked behind the commit; empty where the store cannot tell.
     */
    default Optional<FileEntry> committed() {
        return Optional.empty();
    }

    /**
     * The name that the file gets: the one that was asked for, unless whoever opened the sink chose another.
     *
     * @param asked the path that was asked for
     */
    default VirtualPath path(VirtualPath asked) {
        return asked;
    }

    /**
     * Keeps {@link #staged()} true until this is closed: no directory above it is renamed meanwhile (BUSY). For whoever has
     * somebody look at what stands there: before the first write, and once more, to be sure, before the look.
     *
     * @throws StorageException BUSY if one has been renamed since this was opened, or is just now
     */
    default void hold() throws StorageException {
        // Most stand nowhere aside.
    }

    /**
     * Where the bytes stand aside until the commit, as an absolute path of this machine: for programs of the administrator, never
     * for clients. Empty where they are in the file itself, or not on this machine.
     */
    default Optional<String> staged() {
        return Optional.empty();
    }

    /** Where the file is once it is committed; as {@link #staged()}. */
    default Optional<String> place() {
        return Optional.empty();
    }

    /** As {@link #close()} without a commit, but nothing is kept to go on from; does nothing after it, or after a commit. */
    default void discard() {
        close();
    }

    /** Frees what is held; safe to call twice, and after {@link #commit()}. */
    @Override
    void close();
}
