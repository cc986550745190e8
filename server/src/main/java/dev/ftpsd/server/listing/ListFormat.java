package dev.ftpsd.server.listing;

import dev.ftpsd.storage.FileEntry;

/** One line for one entry, without its CR LF. */
@FunctionalInterface
public interface ListFormat {

    String line(FileEntry entry);
}
