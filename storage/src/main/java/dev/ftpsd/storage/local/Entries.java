package dev.ftpsd.storage.local;

import java.io.IOException;
import java.util.Optional;

import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.local.Jail.LastLink;

/** Describes what stands at a path: the target of a link that may be followed, or else the link. Safe for several threads. */
record Entries(Jail jail) {

    FileEntry entry(VirtualPath path) throws IOException {
        return find(path).orElseThrow(() -> StorageException.of(Kind.NOT_FOUND, path));
    }

    /** As {@link #entry}; empty where nothing stands in a directory that is there. */
    Optional<FileEntry> find(VirtualPath path) throws IOException {
        try (var place = jail.locate(path, LastLink.KEEP)) {
            return place.seen().map(found -> entry(path, found));
        }
    }

    /** @param found what was found at {@code path}, not followed */
    FileEntry entry(VirtualPath path, Attributes found) {
        return entry(path.name(), found.isLink() ? targetOf(path, found) : found);
    }

    /** @param found what was found as {@code name} in {@code directory}, not followed */
    FileEntry entry(VirtualPath directory, String name, Attributes found) {
        return entry(name, found.isLink() ? targetOf(directory.child(name), found) : found);
    }

    private static FileEntry entry(String name, Attributes shown) {
        return new FileEntry(name, shown.kind(), shown.size(), shown.modified(), UniqueIds.identity(shown.key()),
                shown.mode());
    }

    private Attributes targetOf(VirtualPath path, Attributes link) {
        try (var place = jail.locate(path, LastLink.FOLLOW)) {
            return place.seen().orElse(link);
        } catch (IOException e) {
            // Whatever keeps us from following it, it is a link that is not followed.
            return link;
        }
    }
}
