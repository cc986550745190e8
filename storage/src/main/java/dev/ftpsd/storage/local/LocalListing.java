package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.storage.DirectoryListing;
import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.Usage;
import dev.ftpsd.storage.VirtualPath;
import org.jspecify.annotations.Nullable;

/** Reads one open directory, entry by entry. */
final class LocalListing implements DirectoryListing {

    /** A directory of more entries is opened once more, which pays from there on. */
    private static final int FEW = 64;
    private static final char REPLACEMENT = '\uFFFD';

    private final VirtualPath path;
    private final OpenDirectory directory;
    private final Entries entries;
    private final Iterator<Path> names;
    private final Set<String> seen = new HashSet<>();
    private Usage hidden = Usage.NONE;
    private boolean isKnown = true;
    private @Nullable DirectoryScan scan;
    private boolean mayScan = true;
    private @Nullable Path current;

    /** @param directory is the listing's, and is closed if it may not be read */
    LocalListing(VirtualPath path, OpenDirectory directory, Entries entries) throws IOException {
        this.path = path;
        this.directory = directory;
        this.entries = entries;
        try {
            this.names = directory.names();
        } catch (IOException | RuntimeException e) {
            Quietly.close(directory);
            throw e;
        }
    }

    @Override
    public Optional<FileEntry> next() throws StorageException {
        try {
            for (var name = nextName(); name != null; name = nextName()) {
                var entry = entry(name);
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

    /** The next that is text; null at the end. */
    private @Nullable String nextName() throws IOException {
        while (scan == null) {
            if (mayScan && seen.size() == FEW) {
                mayScan = false;
                scan = DirectoryScan.of(directory, seen).orElse(null);
            } else if (!names.hasNext()) {
                return null;
            } else {
                var name = names.next().getFileName();
                var text = name.toString();
                current = name;
                if (isDecodable(name, text)) {
                    if (mayScan) {
                        seen.add(text);
                    }
                    return text;
                }
            }
        }
        return scan.next();
    }

    /** Of the name that came last. */
    private Attributes attributes(String name) throws IOException {
        return scan != null ? scan.attributes() : directory.attributes(path(name));
    }

    private Path path(String name) {
        return scan == null && current != null ? current : directory.path().getFileSystem().getPath(name);
    }

    @Override
    public Usage hidden() {
        return hidden;
    }

    @Override
    public boolean isKnown() {
        return isKnown;
    }

    @Override
    public void close() {
        if (scan != null) {
            scan.close();
        }
        Quietly.close(directory);
    }

    /** Empty for an entry that is not shown or not there any more. */
    private Optional<FileEntry> entry(String name) throws IOException {
        if (Reserved.isReserved(name)) {
            countHidden(name);
            return Optional.empty();
        }
        if (!VirtualPath.isSegment(name)) {
            return Optional.empty();
        }

        try {
            return Optional.of(entries.entry(path, name, attributes(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            isKnown = false;
            return Optional.of(unknown(name));
        }
    }

    /** A mount of another user (EACCES) or one whose other end is gone (ENOTCONN, ESTALE), or a damaged file: the name is there. */
    private FileEntry unknown(String name) throws IOException {
        return new FileEntry(name, FileEntry.Kind.OTHER, 0, Instant.EPOCH,
                UniqueIds.identity(List.of(directory.key(), name)), 0);
    }

    private void countHidden(String name) {
        try {
            var found = attributes(name);
            // What is being written counts where it is written, until it is known what becomes of it.
            if (found.isFile() && !Leftovers.isBeingWritten(directory, path(name))) {
                hidden = hidden.plus(new Usage(found.size(), 1));
            }
        } catch (NoSuchFileException e) {
            // It has become a file, or was swept away.
        } catch (IOException e) {
            isKnown = false;
        }
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
