package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * A connection of OpenSSL as an {@link javax.net.ssl.SSLEngine}: whole records go in one by one, and as many as there is room
 * for in one call.
 */
final class OpenSslEngine extends EngineState {

    /**
     * More than a record is longer than its plain text under any suite. AES_256_CBC_SHA384 adds most, 85 octets: header, vector, tag and
     * as much of padding as there can be.
     */
    static final int RECORD_OVERHEAD = 96;

    OpenSslEngine(OpenSslHandshake handshake, Offer offer) {
        super(handshake, offer);
    }

    @Override
    public synchronized SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] targets, int offset, int length)
            throws SSLException {
        throwFailure();
        if (isInboundDone() || isWorking()) {
            return result(isInboundDone() ? Status.CLOSED : Status.OK, 0, 0);
        }

        var start = source.position();
        var produced = 0;
        var status = Status.BUFFER_UNDERFLOW;
        for (var record = Records.next(source); record != Records.INCOMPLETE; record = Records.next(source)) {
            if (handshake().isOver() && Buffers.remaining(targets, offset, length) < roomFor(source, record)) {
                status = Status.BUFFER_OVERFLOW;
                break;
            }
            var renegotiates = handshake().isOver() && Records.type(source) == Records.HANDSHAKE;
            connection().feed(Buffers.part(source, record));
            if (!handshake().isOver()) {
                shakeHands();
                return result(Status.OK, source.position() - start, 0);
            }
            connection().records().readOne();
            produced += read(targets, offset, length);
            if (renegotiates) {
                throw fail(new SSLHandshakeException("Client initiated renegotiation is not allowed"));
            }
            if (isInboundDone() || connection().pending() > 0) {
                return result(isInboundDone() ? Status.CLOSED : Status.OK, source.position() - start, produced);
            }
        }
        var consumed = source.position() - start;
        return result(consumed > 0 ? Status.OK : status, consumed, produced);
    }

    private static int roomFor(ByteBuffer source, int record) {
        return Records.type(source) == Records.APPLICATION_DATA ? Records.plainOctets(record) : 0;
    }

    private int read(ByteBuffer[] targets, int offset, int length) throws SSLException {
        var memory = Buffers.forRecord(targets, offset, length);
        int count;
        try {
            count = connection().read(memory);
        } catch (SSLException e) {
            throw fail(e);
        }
        if (count == Connection.CLOSED) {
            markInboundDone();
            return 0;
        }
        Buffers.deliver(count, targets, offset, length);
        return count;
    }

    @Override
    public synchronized SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer target)
            throws SSLException {
        throwFailure();
        if (isFreed() || isWorking()) {
            return result(isFreed() ? Status.CLOSED : Status.OK, 0, 0);
        }

        var produced = drain(target);
        if (connection().pending() > 0) {
            return result(produced > 0 ? Status.OK : Status.BUFFER_OVERFLOW, 0, produced);
        }
        if (isOutboundClosed()) {
            return result(Status.CLOSED, 0, produced);
        }
        if (!handshake().isOver()) {
            // As JSSE does: "not handshaking" would mean the end of the handshake to Netty, which would try again for ever.
            handshake().begin();
            return result(Status.OK, 0, produced);
        }
        var consumed = 0;
        for (var left = Buffers.remaining(sources, offset, length); left > 0; left -= nextRecord(left)) {
            var record = nextRecord(left);
            if (target.remaining() < record + RECORD_OVERHEAD) {
                return result(produced > 0 ? Status.OK : Status.BUFFER_OVERFLOW, consumed, produced);
            }
            write(Buffers.take(sources, offset, length, record));
            consumed += record;
            produced += drain(target);
        }
        return result(Status.OK, consumed, produced);
    }

    private static int nextRecord(long left) {
        return (int) Math.min(left, TlsSession.APPLICATION_OCTETS);
    }

    private void write(MemorySegment plain) throws SSLException {
        try {
            connection().write(plain);
        } catch (SSLException e) {
            throw fail(e);
        }
    }

    private int drain(ByteBuffer target) {
        var count = target.hasRemaining() ? connection().drain(MemorySegment.ofBuffer(target)) : 0;
        target.position(target.position() + count);
        return count;
    }
}
