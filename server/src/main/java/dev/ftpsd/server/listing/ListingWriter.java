package dev.ftpsd.server.listing;

import java.io.IOException;

import dev.ftpsd.server.data.DataChannel;
import dev.ftpsd.server.data.DataFailure;
import dev.ftpsd.storage.DirectoryListing;
import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.StorageException;

/**
 * Writes lines to a data connection, gathered into its buffer: memory stays the same for ten entries and for a million.
 */
public final class ListingWriter {

    /** So many bytes of a long listing are sent at once, for whoever watches; behind them it goes by buffers. */
    private static final int FIRST = 8 * 1024;

    private final DataChannel channel;
    private final OctetLine line = new OctetLine();
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
            entry(entry.get(), format);
        }
    }

    /** Adds the line of one entry and its CR LF; sends when the buffer is full. */
    public void entry(FileEntry entry, ListFormat format) throws DataFailure {
        format.write(entry, line.clear());
        send(line.put('\r').put('\n'));
        if (!begun && bytes >= FIRST) {
            begun = true;
            channel.send();
        }
    }

    private void send(OctetLine whole) throws DataFailure {
        for (var done = 0; done < whole.length();) {
            var buffer = channel.buffer();
            if (!buffer.hasRemaining()) {
                channel.send();
                continue;
            }
            done += whole.copyTo(buffer, done);
        }
        bytes += whole.length();
    }

    /** Bytes written so far. */
    public long bytes() {
        return bytes;
    }
}
