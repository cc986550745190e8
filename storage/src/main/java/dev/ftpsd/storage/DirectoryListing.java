package dev.ftpsd.storage;

import java.util.Optional;

/** An open directory, read entry by entry so that its size does not matter. One thread at a time. */
public interface DirectoryListing extends AutoCloseable {

    /**
     * The next entry, or empty at the end.
     *
     * @throws StorageException FAILED when the directory cannot be read on
     */
    Optional<FileEntry> next() throws StorageException;

    /** What has been met in the directory so far and is in no listing: left by broken uploads that can be resumed. */
    default Usage hidden() {
        return Usage.NONE;
    }

    /** Whether all that has been met so far could be looked at: what could not stands for no bytes, here and in {@link #hidden}. */
    default boolean isKnown() {
        return true;
    }

    @Override
    void close();
}
