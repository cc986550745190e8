package dev.ftpsd.server.listing;

import java.io.IOException;

import dev.ftpsd.server.data.DataChannel;
import dev.ftpsd.server.data.DataFailure;
import dev.ftpsd.server.protocol.TextEncoding;
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
    private final OctetLine line;
    private long bytes;
    private int leftOut;
    private boolean begun;

    public ListingWriter(DataChannel channel) {
        this(channel, TextEncoding.UTF_8);
    }

    /** @param encoding of the client's names; an entry whose name has no octets in it is left out */
    public ListingWriter(DataChannel channel, TextEncoding encoding) {
        this.channel = channel;
        this.line = new OctetLine(encoding);
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
        if (!line.isWhole()) {
            leftOut++;
            return;
        }
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

    /** How many entries were left out. */
    public int leftOut() {
        return leftOut;
    }

    /** Bytes written so far. */
    public long bytes() {
        return bytes;
    }
}
