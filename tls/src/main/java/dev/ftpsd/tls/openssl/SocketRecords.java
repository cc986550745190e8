package dev.ftpsd.tls.openssl;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.TlsSocket;

/** Records that are read from a socket and opened right into where the file is written from. One thread at a time. */
final class SocketRecords {

    /** Eight records a call of the system. */
    private static final int READ_OCTETS = 128 * 1024;

    private static final int LONGEST_RECORD = TlsSession.PACKET_OCTETS;

    private final MemorySegment socket;
    private final RecordReader reader;
    private final Check check;
    private final MemorySegment memory;
    /** What has come and is not opened: it begins with a record. */
    private final ByteBuffer come;
    /** What a record brought that the target had no room for. */
    private final MemorySegment spare;
    private final ByteBuffer left;
    /** Whether anything has come here that nobody else will see. */
    private boolean isTouched;
    private boolean isDrained;
    private int end;

    /** What is asked behind each record. */
    @FunctionalInterface
    interface Check {

        /**
         * Looks whether it was one too many.
         *
         * @throws SSLException if so
         */
        void afterRecord() throws SSLException;
    }

    /**
     * Begins with what has arrived.
     *
     * @param reader which stays the caller's
     */
    SocketRecords(RecordReader reader, int descriptor, ByteBuffer arrived, Check check) {
        this.reader = reader;
        this.check = check;
        var room = READ_OCTETS + Math.max(LONGEST_RECORD, arrived.remaining());
        this.memory = Allocation.of(room + (long) LONGEST_RECORD);
        this.socket = joined(descriptor, memory);
        this.isTouched = arrived.hasRemaining();
        this.come = memory.asSlice(0, room).asByteBuffer().put(arrived).flip();
        this.spare = memory.asSlice(room);
        this.left = spare.asByteBuffer().limit(0);
    }

    private static MemorySegment joined(int descriptor, MemorySegment memory) {
        try {
            return Direct.onSocket(descriptor);
        } catch (RuntimeException | Error e) {
            Allocation.free(memory);
            throw e;
        }
    }

    /** As {@link TlsSocket#read}. */
    int read(ByteBuffer target) throws IOException {
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
        check.afterRecord();
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

    /** What it reads from: freed by whoever is given it, or by {@link #close}. */
    MemorySegment socket() {
        return socket;
    }

    /** What has come and is not opened. */
    ByteBuffer come() {
        return come;
    }

    /** Whether anything has come here that nobody else will see, or has been opened. */
    boolean isTouched() {
        return isTouched || reader.hasRead();
    }

    /** Leaves the socket. */
    void close() {
        free();
        Bio.free(socket);
    }

    /** Frees all but the socket. */
    void free() {
        Allocation.free(memory);
    }
}
