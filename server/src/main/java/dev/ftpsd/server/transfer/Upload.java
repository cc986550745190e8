package dev.ftpsd.server.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import dev.ftpsd.server.data.DataChannel;
import dev.ftpsd.server.data.DataFailure;
import dev.ftpsd.server.protocol.ByteRange;
import dev.ftpsd.server.protocol.TransferType;
import dev.ftpsd.storage.FileSink;

/** Receives a file: from the data connection to the store, on the command's thread. */
public final class Upload {

    /** Bytes are gathered to this size before they go to the disk: fewer and larger writes. */
    private static final int GATHER = 256 * 1024;
    private static final DirectBuffers GATHERED = new DirectBuffers(GATHER);
    private static final DirectBuffers TRANSLATED = new DirectBuffers(GATHER + 1);

    private final Transfer transfer;
    private final FileSink sink;
    private final TransferType type;
    private final ByteRange range;
    private final Optional<Digest> digest;

    /**
     * An upload.
     *
     * @param range where the bytes go; one with an end is to be filled exactly
     * @param digest is given all bytes as they are stored
     */
    public Upload(Transfer transfer, FileSink sink, TransferType type, ByteRange range, Optional<Digest> digest) {
        this.transfer = transfer;
        this.sink = sink;
        this.type = type;
        this.range = range;
        this.digest = digest;
    }

    /**
     * Receives everything and answers the client's close_notify. The file is there when its sink is committed.
     *
     * @throws dev.ftpsd.server.data.DataFailure if the connection broke or may have been cut short
     * @throws dev.ftpsd.storage.StorageException if the file could not be written
     */
    public void receive(DataChannel channel) throws IOException {
        if (type == TransferType.IMAGE) {
            receiveImage(channel);
        } else {
            receiveAscii(channel);
        }
        transfer.checkNotAborted();
        checkFilled();
        channel.finish();
    }

    private void receiveImage(DataChannel channel) throws IOException {
        var gathered = GATHERED.take();
        try {
            receiveImage(channel, gathered);
        } finally {
            GATHERED.giveBack(gathered);
        }
    }

    private void receiveImage(DataChannel channel, ByteBuffer gathered) throws IOException {
        try {
            while (gather(channel, gathered.clear())) {
                write(channel, gathered.flip());
            }
        } catch (DataFailure e) {
            // What came before the break is kept, for REST or APPE to go on from.
            write(channel, gathered.flip());
            throw e;
        }
        write(channel, gathered.flip());
    }

    private void receiveAscii(DataChannel channel) throws IOException {
        var gathered = GATHERED.take();
        var translated = TRANSLATED.take();
        try {
            receiveAscii(channel, gathered, translated);
        } finally {
            GATHERED.giveBack(gathered);
            TRANSLATED.giveBack(translated);
        }
    }

    private void receiveAscii(DataChannel channel, ByteBuffer gathered, ByteBuffer translated) throws IOException {
        var translation = new AsciiTranslation();
        boolean more;
        do {
            more = gather(channel, gathered.clear());
            translation.toFile(gathered.flip(), translated.clear());
            if (!more) {
                translation.endOfInput(translated);
            }
            write(channel, translated.flip());
        } while (more);
    }

    /** Fills the buffer; false when the client has ended before it was full. */
    private static boolean gather(DataChannel channel, ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (channel.receive(target) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Not one byte outside of the range is touched, and less than all of it is no success (draft-bryan-ftp-range-08 §4.3). */
    private void checkFilled() throws DataFailure {
        if (range.hasEnd() && sink.written() < range.length()) {
            throw new DataFailure(DataFailure.Kind.TOO_LITTLE,
                    "Only " + sink.written() + " of the " + range.length() + " bytes of the range have come.");
        }
    }

    private void write(DataChannel channel, ByteBuffer bytes) throws IOException {
        // A disk, or what is behind it, may take its time.
        channel.rest();
        var count = bytes.remaining();
        if (range.hasEnd() && sink.written() + count > range.length()) {
            throw new DataFailure(DataFailure.Kind.TOO_MUCH,
                    "More than the " + range.length() + " bytes of the range have come.");
        }
        if (count > 0) {
            digest.ifPresent(hash -> hash.update(bytes.duplicate()));
            sink.write(bytes);
            transfer.moved(count);
        }
    }
}
