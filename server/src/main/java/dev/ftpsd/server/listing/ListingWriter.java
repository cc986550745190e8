package dev.ftpsd.server.listing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.ftpsd.server.data.DataChannel;
import dev.ftpsd.server.data.DataFailure;
import dev.ftpsd.storage.DirectoryListing;
import dev.ftpsd.storage.StorageException;

/**
 * Writes lines to a data connection, gathered into its buffer: memory stays the same for ten entries and for a million.
 */
public final class ListingWriter {

    private static final byte[] END_OF_LINE = {'\r', '\n'};

    /** So many bytes of a long listing are sent at once, for whoever watches; behind them it goes by buffers. */
    private static final int FIRST = 8 * 1024;

    private final DataChannel channel;
    private long bytes;
    private boolean begun;

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

    /** Adds one line and its CR LF; sends when the buffer is full. Half a surrogate pair becomes a question mark. */
    public void line(String line) throws DataFailure {
        // At once: what is encoded into a buffer goes character by character.
        put(line.getBytes(StandardCharsets.UTF_8));
        put(END_OF_LINE);
        if (!begun && bytes >= FIRST) {
            begun = true;
            channel.send();
        }
    }

    private void put(byte[] octets) throws DataFailure {
        for (var done = 0; done < octets.length;) {
            var buffer = channel.buffer();
            if (!buffer.hasRemaining()) {
                channel.send();
                continue;
            }
            var count = Math.min(buffer.remaining(), octets.length - done);
            buffer.put(octets, done, count);
            done += count;
            bytes += count;
        }
    }

    /** Bytes written so far. */
    public long bytes() {
        return bytes;
    }
}
