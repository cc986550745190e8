package dev.ftpsd.server.listing;

import dev.ftpsd.storage.FileEntry;

/**
 * NLST: names that can be given to RETR as they stand (RFC 1123 §4.1.2.7).
 *
 * @param prefix what the client wrote before the names, with a slash at its end; empty for the working directory
 */
public record NameFormat(String prefix) implements ListFormat {

    @Override
    public void write(FileEntry entry, OctetLine target) {
        target.put(prefix, entry.name());
    }
}
