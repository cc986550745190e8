package dev.ftpsd.server.listing;

import dev.ftpsd.storage.FileEntry;

/** One line for one entry, without its CR LF. */
@FunctionalInterface
public interface ListFormat {

    /** Puts the line behind what is in {@code target}. */
    void write(FileEntry entry, OctetLine target);

    /** The line as text. */
    default String line(FileEntry entry) {
        var line = new OctetLine();
        write(entry, line);
        return line.toString();
    }
}
