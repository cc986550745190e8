package dev.ftpsd.server.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;

import dev.ftpsd.server.data.DataChannel;
import dev.ftpsd.server.protocol.TransferType;
import dev.ftpsd.storage.FileSource;
import dev.ftpsd.storage.StorageException;

/** Sends a file: from the store to the data connection, on the command's thread. */
public final class Download {

    private final Transfer transfer;
    private final FileSource source;
    private final TransferType type;

    public Download(Transfer transfer, FileSource source, TransferType type) {
        this.transfer = transfer;
        this.source = source;
        this.type = type;
    }

    /**
     * Sends everything from {@code offset} on and ends the connection properly.
     *
     * @param offset bytes from the start of the file, at most its size
     * @throws dev.ftpsd.server.data.DataFailure if the connection broke
     * @throws StorageException FAILED if the file could not be read
     */
    public void run(DataChannel channel, long offset) throws IOException {
        if (type == TransferType.IMAGE) {
            sendImage(channel, offset);
        } else {
            sendAscii(channel, offset);
        }
        transfer.checkNotAborted();
        channel.finish();
    }

    private void sendImage(DataChannel channel, long offset) throws IOException {
        var position = offset;
        while (true) {
            var buffer = channel.buffer();
            var count = fill(buffer, position);
            if (count < 0) {
                return;
            }
            position += count;
            channel.send();
            transfer.moved(count);
        }
    }

    private void sendAscii(DataChannel channel, long offset) throws IOException {
        var translation = new AsciiTranslation();
        var read = ByteBuffer.allocateDirect(DataChannel.BUFFER_SIZE / 2);
        var position = offset;
        while (true) {
            var count = fill(read.clear(), position);
            if (count < 0) {
                return;
            }
            position += count;
            translation.toWire(read.flip(), channel.buffer());
            channel.send();
            transfer.moved(count);
        }
    }

    /** Fills the buffer, since a short read would become a short TLS record; -1 at the end of the file. */
    private int fill(ByteBuffer buffer, long position) throws StorageException {
        var start = buffer.position();
        try {
            while (buffer.hasRemaining()) {
                if (source.read(buffer, position + buffer.position() - start) < 0) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new StorageException(StorageException.Kind.FAILED, "", "Error while reading the file.", e);
        }
        return buffer.position() == start ? -1 : buffer.position() - start;
    }
}
