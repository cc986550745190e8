package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * A data connection that resumes under TLS 1.3, without a connection of OpenSSL's: its ciphers and key agreements alone. Whole records go
 * in, and as many as there is room for in one call.
 */
final class ResumedEngine extends ResumedDirections {

    ResumedEngine(ResumedHandshake handshake, Offer offer) {
        super(new ResumedState(handshake), offer);
    }

    @Override
    public synchronized SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] targets, int offset, int length)
            throws SSLException {
        if (isInboundDone()) {
            return result(Status.CLOSED, 0, 0);
        }
        begin();
        var start = source.position();
        var produced = 0;
        var status = Status.BUFFER_UNDERFLOW;
        for (var record = Records.next(source); record != Records.INCOMPLETE; record = Records.next(source)) {
            if (!state().isOver()) {
                shakeHands(source, record);
                return result(Status.OK, source.position() - start, 0);
            }
            if (Buffers.remaining(targets, offset, length) < Records.plainOctets(record)) {
                status = Status.BUFFER_OVERFLOW;
                break;
            }
            produced += open(source, record, targets, offset, length);
            if (isInboundDone()) {
                return result(Status.CLOSED, source.position() - start, produced);
            }
        }
        var consumed = source.position() - start;
        return result(consumed > 0 ? Status.OK : status, consumed, produced);
    }

    private void shakeHands(ByteBuffer source, int record) throws SSLException {
        try {
            state().take(source, record);
            if (!isWithheld()) {
                issueTicket();
            }
        } catch (SSLException e) {
            throw fail(e);
        }
    }

    private int open(ByteBuffer source, int record, ByteBuffer[] targets, int offset, int length) throws SSLException {
        var opened = Buffers.forOpened();
        int count;
        try {
            count = state().reader().read(Buffers.record(source, record), opened);
            state().demandFewUpdates();
        } catch (SSLException e) {
            throw refuse(e);
        }
        if (count == RecordReader.CLOSED) {
            end();
            return 0;
        }
        Buffers.deliver(opened.asSlice(0, count), targets, offset, length);
        return count;
    }

    @Override
    public synchronized SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer target)
            throws SSLException {
        var produced = state().drain(target);
        if (state().pending() > 0) {
            return result(produced > 0 ? Status.OK : Status.BUFFER_OVERFLOW, 0, produced);
        }
        if (isOutboundClosed()) {
            return result(Status.CLOSED, 0, produced);
        }
        if (!state().isOver()) {
            begin();
            return result(Status.OK, 0, produced);
        }
        var consumed = 0;
        for (var left = Buffers.remaining(sources, offset, length); left > 0;) {
            var record = (int) Math.min(left, TlsSession.APPLICATION_OCTETS);
            if (target.remaining() < record + OpenSslEngine.RECORD_OVERHEAD) {
                return result(produced > 0 ? Status.OK : Status.BUFFER_OVERFLOW, consumed, produced);
            }
            produced += seal(Buffers.take(sources, offset, length, record), target);
            consumed += record;
            left -= record;
        }
        return result(Status.OK, consumed, produced);
    }

    private int seal(MemorySegment plain, ByteBuffer target) {
        var sealed = target.isDirect() ? MemorySegment.ofBuffer(target) : Buffers.forSealed();
        var made = (int) state().writer().write(plain, sealed);
        if (!target.isDirect()) {
            MemorySegment.copy(sealed, 0, MemorySegment.ofBuffer(target), 0, made);
        }
        target.position(target.position() + made);
        return made;
    }
}
