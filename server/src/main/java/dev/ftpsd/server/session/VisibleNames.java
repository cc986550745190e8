package dev.ftpsd.server.session;

import java.util.Optional;

import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.storage.DirectoryListing;
import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;

/** A listing without the names that a rule hides. */
final class VisibleNames implements DirectoryListing {

    private final DirectoryListing listing;
    private final String prefix;
    private final RightsTable rights;

    VisibleNames(DirectoryListing listing, VirtualPath directory, RightsTable rights) {
        this.listing = listing;
        this.prefix = directory.prefix();
        this.rights = rights;
    }

    @Override
    public Optional<FileEntry> next() throws StorageException {
        var entry = listing.next();
        while (entry.isPresent() && rights.hides(prefix, entry.get().name())) {
            entry = listing.next();
        }
        return entry;
    }

    @Override
    public void close() {
        listing.close();
    }
}
