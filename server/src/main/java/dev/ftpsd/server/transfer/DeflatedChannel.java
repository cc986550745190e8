package dev.ftpsd.server.transfer;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import dev.ftpsd.server.data.DataChannel;
import dev.ftpsd.server.data.DataFailure;
import org.jspecify.annotations.Nullable;

/**
 * MODE Z (draft-preston-ftpext-deflate-04): what is sent or received stands on the connection below as one zlib stream (RFC 1950).
 * For one transfer in one direction, on the command's thread.
 *
 * <p>An upload may be made to expand a thousandfold: above a mebibyte, what comes out may be at most 200 times what came in. A
 * stream that is cut short, is none or is followed by more never looks like a whole file. The memory is that of two buffers and
 * of zlib, a quarter of a mebibyte, whatever comes.
 */
public final class DeflatedChannel implements DataChannel {

    private static final DirectBuffers BUFFERS = new DirectBuffers(BUFFER_SIZE);
    private static final long FREE = 1024 * 1024;
    private static final byte[] NOTHING = {};
    private static final long MOST_EXPANSION = 200;

    private final DataChannel wire;
    private final int level;
    private @Nullable Deflater deflater;
    private @Nullable Inflater inflater;
    private @Nullable ByteBuffer filling;
    private @Nullable ByteBuffer compressed;

    /** @param level 0 to 9, as zlib counts */
    public DeflatedChannel(DataChannel wire, int level) {
        this.wire = wire;
        this.level = level;
    }

    // ------------------------------------------------------------------ sending

    @Override
    public ByteBuffer buffer() {
        var current = filling;
        if (current == null) {
            current = BUFFERS.take();
            filling = current;
        }
        return current;
    }

    @Override
    public void rest() throws DataFailure {
        wire.rest();
    }

    @Override
    public void send() throws DataFailure {
        var plain = buffer().flip();
        var zlib = deflating();
        zlib.setInput(plain);
        while (!zlib.needsInput()) {
            deflate(zlib);
        }
        // It holds on to the buffer, which is filled anew.
        zlib.setInput(NOTHING);
        plain.clear();
    }

    @Override
    public void finish() throws DataFailure {
        if (inflater == null) {
            send();
            var zlib = deflating();
            zlib.finish();
            while (!zlib.finished()) {
                deflate(zlib);
            }
        }
        wire.finish();
    }

    private void deflate(Deflater zlib) throws DataFailure {
        var out = wire.buffer();
        zlib.deflate(out);
        if (!out.hasRemaining()) {
            wire.send();
        }
    }

    private Deflater deflating() {
        var current = deflater;
        if (current == null) {
            current = new Deflater(level);
            deflater = current;
        }
        return current;
    }

    // ------------------------------------------------------------------ receiving

    @Override
    public int receive(ByteBuffer target) throws DataFailure {
        var zlib = inflating();
        while (!zlib.finished()) {
            var count = inflate(zlib, target);
            if (count > 0) {
                checkExpansion(zlib);
                return count;
            }
            if (zlib.needsDictionary()) {
                throw garbled("A zlib stream with a dictionary of its own is not understood.");
            }
            if (!zlib.finished() && zlib.needsInput() && !refill(zlib)) {
                throw garbled("The zlib stream ended before its end; the file may be cut short.");
            }
        }
        if (zlib.getRemaining() > 0 || refill(zlib)) {
            throw garbled("Bytes came behind the end of the zlib stream.");
        }
        return -1;
    }

    private boolean refill(Inflater zlib) throws DataFailure {
        var target = compressed == null ? BUFFERS.take() : compressed;
        compressed = target;
        var more = wire.receive(target.clear()) >= 0;
        zlib.setInput(target.flip());
        return more;
    }

    private static int inflate(Inflater zlib, ByteBuffer target) throws DataFailure {
        try {
            return zlib.inflate(target);
        } catch (DataFormatException e) {
            throw new DataFailure(DataFailure.Kind.GARBLED,
                    "What came is no zlib stream; MODE S sends files as they are.",
                    e);
        }
    }

    private static void checkExpansion(Inflater zlib) throws DataFailure {
        var out = zlib.getBytesWritten();
        if (out > FREE && out / MOST_EXPANSION > zlib.getBytesRead()) {
            throw new DataFailure(DataFailure.Kind.TOO_MUCH,
                    "The zlib stream expands more than " + MOST_EXPANSION + " times; use MODE S.");
        }
    }

    private static DataFailure garbled(String text) {
        return new DataFailure(DataFailure.Kind.GARBLED, text);
    }

    private Inflater inflating() {
        var current = inflater;
        if (current == null) {
            current = new Inflater();
            inflater = current;
        }
        return current;
    }

    // ------------------------------------------------------------------ the end

    @Override
    public void abort() {
        wire.abort();
    }

    @Override
    public void close() {
        if (deflater != null) {
            deflater.end();
        }
        if (inflater != null) {
            inflater.end();
        }
        giveBack(filling);
        filling = null;
        giveBack(compressed);
        compressed = null;
        wire.close();
    }

    private static void giveBack(@Nullable ByteBuffer buffer) {
        if (buffer != null) {
            BUFFERS.giveBack(buffer);
        }
    }
}
