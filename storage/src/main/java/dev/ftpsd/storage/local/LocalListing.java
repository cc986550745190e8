package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;

import dev.ftpsd.storage.DirectoryListing;
import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.Usage;
import dev.ftpsd.storage.VirtualPath;
import org.jspecify.annotations.Nullable;

/** Reads one open directory, entry by entry. */
final class LocalListing implements DirectoryListing {

    private static final int FEW = 64;
    private static final char REPLACEMENT = '\uFFFD';

    private final VirtualPath path;
    private final OpenDirectory directory;
    private final Entries entries;
    private final Iterator<Path> names;
    private Usage hidden = Usage.NONE;
    private @Nullable ManyAttributes many;
    private int asked;

    LocalListing(VirtualPath path, OpenDirectory directory, Entries entries) throws IOException {
        this.path = path;
        this.directory = directory;
        this.entries = entries;
        this.names = directory.names();
    }

    @Override
    public Optional<FileEntry> next() throws StorageException {
        try {
            while (names.hasNext()) {
                var entry = entry(names.next().getFileName());
                if (entry.isPresent()) {
                    return entry;
                }
            }
            return Optional.empty();
        } catch (DirectoryIteratorException e) {
            throw StorageException.of(Kind.FAILED, path, e);
        } catch (IOException e) {
            throw NioFailures.of(e, path);
        }
    }

    @Override
    public Usage hidden() {
        return hidden;
    }

    @Override
    public void close() {
        if (many != null) {
            many.close();
        }
        Quietly.close(directory);
    }

    /** A descriptor more pays for a directory of some size. */
    private Attributes attributes(Path name) throws IOException {
        if (++asked == FEW) {
            many = ManyAttributes.of(directory).orElse(null);
        }
        return many == null ? directory.attributes(name) : many.attributes(name);
    }

    /** Empty for an entry that is not shown or not there any more. */
    private Optional<FileEntry> entry(Path name) throws IOException {
        if (Reserved.isReserved(name.toString())) {
            countHidden(name);
            return Optional.empty();
        }
        if (!isShown(name)) {
            return Optional.empty();
        }

        try {
            return Optional.of(entries.entry(path, name.toString(), attributes(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void countHidden(Path name) throws IOException {
        try {
            var found = directory.attributes(name);
            // What is being written counts where it is written, until it is known what becomes of it.
            if (found.isFile() && !Leftovers.isBeingWritten(directory, name)) {
                hidden = hidden.plus(new Usage(found.size(), 1));
            }
        } catch (NoSuchFileException e) {
            // It has become a file, or was swept away.
        }
    }

    private static boolean isShown(Path name) {
        var text = name.toString();
        return VirtualPath.isSegment(text) && isDecodable(name, text);
    }

    // Bytes that are no UTF-8 come as U+FFFD, which is a legal character too: only the way back tells them apart.
    private static boolean isDecodable(Path name, String text) {
        try {
            return text.indexOf(REPLACEMENT) < 0 || name.getFileSystem().getPath(text).equals(name);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
