package dev.ftpsd.server.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

import dev.ftpsd.server.data.DataChannel;
import dev.ftpsd.server.protocol.ByteRange;
import dev.ftpsd.server.protocol.TransferType;
import dev.ftpsd.storage.FileSource;
import dev.ftpsd.storage.StorageException;

/** Sends a file: from the store to the data connection, on the command's thread. */
public final class Download {

    private static final DirectBuffers READ = new DirectBuffers(DataChannel.BUFFER_SIZE / 2);

    /** Where the system has the file in its memory, a piece takes some twenty microseconds. */
    private static final long SLOW = Duration.ofMillis(2).toNanos();

    private final Transfer transfer;
    private final FileSource source;
    private final TransferType type;
    private boolean onSlowDisk;
    private boolean isAtEnd;

    public Download(Transfer transfer, FileSource source, TransferType type) {
        this.transfer = transfer;
        this.source = source;
        this.type = type;
    }

    /**
     * Sends the bytes of the range that the file has, and ends the connection properly.
     *
     * @throws dev.ftpsd.server.data.DataFailure if the connection broke
     * @throws StorageException FAILED if the file could not be read, or has less bytes by now than when it was opened
     */
    public void run(DataChannel channel, ByteRange range) throws IOException {
        var end = type == TransferType.IMAGE ? sendImage(channel, range) : sendAscii(channel, range);
        transfer.checkNotAborted();
        if (end < source.size() && left(range, end) > 0) {
            throw new StorageException(StorageException.Kind.FAILED, "",
                    "The file became shorter while it was sent: fetch it again.");
        }
        channel.finish();
    }

    /** Sends it, and tells the position behind the last byte. */
    private long sendImage(DataChannel channel, ByteRange range) throws IOException {
        var file = source.channel();
        var position = range.first();
        while (left(range, position) > 0 && !isAtEnd) {
            var sent = file.isPresent() ? channel.sendFile(file.get(), position, left(range, position))
                    : DataChannel.CANNOT;
            if (sent == DataChannel.CANNOT) {
                sent = copy(channel, position, range);
            }
            if (sent <= 0) {
                return position;
            }
            position += sent;
            transfer.moved(sent);
        }
        return position;
    }

    private static long left(ByteRange range, long position) {
        return range.hasEnd() ? range.last() + 1 - position : Long.MAX_VALUE;
    }

    private int copy(DataChannel channel, long position, ByteRange range) throws IOException {
        var buffer = channel.buffer();
        var count = fill(channel, buffer, position, range);
        // What fills no buffer is the last, and goes with the end.
        if (!buffer.hasRemaining()) {
            channel.send();
        }
        return count;
    }

    private long sendAscii(DataChannel channel, ByteRange range) throws IOException {
        var read = READ.take();
        try {
            return sendAscii(channel, range, read);
        } finally {
            READ.giveBack(read);
        }
    }

    private long sendAscii(DataChannel channel, ByteRange range, ByteBuffer read) throws IOException {
        var translation = new AsciiTranslation();
        var position = range.first();
        while (!isAtEnd) {
            var count = fill(channel, read.clear(), position, range);
            if (count < 0) {
                return position;
            }
            position += count;
            read.flip();
            while (read.hasRemaining()) {
                translation.toWire(read, channel.buffer());
                if (read.hasRemaining()) {
                    channel.send();
                }
            }
            transfer.moved(count);
        }
        return position;
    }

    /** Fills the buffer, since a short read would become a short TLS record; -1 at the end of the file or of the range. */
    private int fill(DataChannel channel, ByteBuffer buffer, long position, ByteRange range) throws IOException {
        var start = buffer.position();
        if (range.hasEnd()) {
            buffer.limit((int) Math.min(buffer.limit(), start + left(range, position)));
        }
        // What is in the system's memory is read in a turn. A disk that is slow, or a store behind a network, is asked for many at once.
        if (onSlowDisk || source.channel().isEmpty()) {
            channel.rest();
        }
        var began = System.nanoTime();
        try {
            while (buffer.hasRemaining()) {
                if (source.read(buffer, position + buffer.position() - start) < 0) {
                    isAtEnd = true;
                    break;
                }
            }
        } catch (IOException e) {
            throw new StorageException(StorageException.Kind.FAILED, "", "Error while reading the file.", e);
        }
        onSlowDisk = System.nanoTime() - began > SLOW;
        return buffer.position() == start ? -1 : buffer.position() - start;
    }
}
