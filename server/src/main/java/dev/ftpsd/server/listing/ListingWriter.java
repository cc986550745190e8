package dev.ftpsd.server.listing;

import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import dev.ftpsd.server.data.DataChannel;
import dev.ftpsd.server.data.DataFailure;
import dev.ftpsd.storage.DirectoryListing;
import dev.ftpsd.storage.StorageException;

/**
 * Writes lines to a data connection, gathered into its buffer: memory stays the same for ten entries and for a million.
 */
public final class ListingWriter {

    private final DataChannel channel;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private long bytes;

    public ListingWriter(DataChannel channel) {
        this.channel = channel;
    }

    /**
     * Adds a line for each entry, one after the other: what is not read yet is held by nobody.
     *
     * @throws StorageException FAILED when the directory cannot be read on
     */
    public void all(DirectoryListing entries, ListFormat format) throws IOException {
        for (var entry = entries.next(); entry.isPresent(); entry = entries.next()) {
            line(format.line(entry.get()));
        }
    }

    /** Adds one line and its CR LF; sends when the buffer is full. */
    public void line(String line) throws DataFailure {
        var characters = CharBuffer.wrap(line + "\r\n");
        encoder.reset();
        while (true) {
            var buffer = channel.buffer();
            var before = buffer.position();
            var result = encoder.encode(characters, buffer, true);
            bytes += buffer.position() - before;
            if (!result.isOverflow()) {
                return;
            }
            channel.send();
        }
    }

    /** Bytes written so far. */
    public long bytes() {
        return bytes;
    }
}
