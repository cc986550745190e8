package dev.ftpsd.tls.openssl;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.TlsSocket;

/** The records are read from the socket and opened here, right into where the file is written from. */
final class RecordReading implements SocketReading {

    /** Eight records a call of the system. */
    private static final int READ_OCTETS = 128 * 1024;

    private static final int LONGEST_RECORD = TlsSession.PACKET_OCTETS;

    private final Connection connection;
    private final MemorySegment socket;
    private final RecordReader reader;
    private final MemorySegment memory;
    /** What has come and is not opened: it begins with a record. */
    private final ByteBuffer come;
    /** What a record brought that the target had no room for. */
    private final MemorySegment spare;
    private final ByteBuffer left;
    private final long mostAnswers;
    /** Whether anything has come here that nobody else will see. */
    private boolean isTouched;
    private boolean isDrained;
    private int end;

    /** @param mostAnswers octets to the client that may wait */
    RecordReading(Connection connection, TrafficKeys keys, int descriptor, ByteBuffer arrived, long mostAnswers) {
        this.connection = connection;
        this.mostAnswers = mostAnswers;
        this.socket = Direct.onSocket(descriptor);
        this.reader = new RecordReader(keys, connection.records().read(), connection::answerUpdate);
        this.memory = Allocation.of(READ_OCTETS + Math.max(LONGEST_RECORD, arrived.remaining()));
        this.isTouched = arrived.hasRemaining();
        this.come = memory.asByteBuffer().put(arrived).flip();
        this.spare = Allocation.of(LONGEST_RECORD);
        this.left = spare.asByteBuffer().limit(0);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        var start = target.position();
        isDrained = false;
        while (target.hasRemaining() && (end == 0 || left.hasRemaining())) {
            if (left.hasRemaining()) {
                giveLeft(target);
            } else if (!open(target) && !fill()) {
                break;
            }
        }
        return target.position() > start ? target.position() - start : end;
    }

    private void giveLeft(ByteBuffer target) {
        var count = Math.min(left.remaining(), target.remaining());
        target.put(target.position(), left, left.position(), count);
        target.position(target.position() + count);
        left.position(left.position() + count);
    }

    /** Opens the next record; false where it has not come whole. */
    private boolean open(ByteBuffer target) throws SSLException {
        var length = Records.next(come);
        if (length == Records.INCOMPLETE) {
            return false;
        }
        var fits = target.remaining() >= RecordCipher.innerOctets(length);
        var count = reader.read(memory.asSlice(come.position(), length), fits ? MemorySegment.ofBuffer(target) : spare);
        come.position(come.position() + length);
        connection.demandFewAnswers(mostAnswers);
        if (count == RecordReader.CLOSED) {
            end = TlsSocket.CLOSED;
        } else if (fits) {
            target.position(target.position() + count);
        } else {
            left.limit(count).position(0);
        }
        return true;
    }

    /** Reads what is there; false for nothing, and at the end. */
    private boolean fill() throws IOException {
        if (isDrained) {
            return false;
        }
        come.compact();
        try {
            var room = Math.min(READ_OCTETS, come.remaining());
            var count = Direct.receive(socket, memory.asSlice(come.position(), room));
            if (count == Direct.ENDED) {
                end = TlsSocket.TRUNCATED;
                return false;
            }
            come.position(come.position() + count);
            isTouched |= count > 0;
            // Less than there was room for: a look for more would be a call of the system for nothing.
            isDrained = count < room;
            return count > 0;
        } finally {
            come.flip();
        }
    }

    /** Whether any record has been opened here, so that OpenSSL must not go on: see {@link RecordCount#endReading}. */
    boolean hasRead() {
        return reader.hasRead();
    }

    /** Has OpenSSL read in the place of this one, which has read nothing, and is done with. */
    OpenSslReading giveUp() {
        var other = new OpenSslReading(connection, socket, come, mostAnswers);
        free();
        return other;
    }

    @Override
    public void close(boolean isFreed) {
        if (isTouched || reader.hasRead()) {
            connection.records().endReading();
        }
        free();
        Bio.free(socket);
    }

    private void free() {
        reader.free();
        Allocation.free(memory);
        Allocation.free(spare);
    }
}
