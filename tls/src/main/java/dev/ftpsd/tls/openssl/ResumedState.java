package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import dev.ftpsd.tls.openssl.TlsSession.Negotiated;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/**
 * Where a resumed connection stands: its handshake, and what is on its way to the client. One thread at a time, which
 * {@link ResumedEngine} sees to; nothing but {@link #free} and what was negotiated behind {@code free}.
 */
final class ResumedState {

    private static final Cleaner CLEANER = Cleaner.create();

    /** RFC 8446 §6.2. */
    private static final int UNEXPECTED_MESSAGE = 10;
    private static final int BAD_RECORD_MAC = 20;
    private static final int DECRYPT_ERROR = 51;
    private static final byte FATAL = 2;

    /** A client changes its keys behind some 2^37 octets: this is enough for a year, and no way to keep us busy. */
    private static final int MOST_UPDATES = 512;

    private enum Stage {
        HELLO, FINISHED, OVER
    }

    private final ResumedHandshake handshake;
    private final ResumedMemory memory;
    private final Cleaner.Cleanable cleaning;
    private volatile Stage stage = Stage.HELLO;
    private volatile TlsSession session = TlsSession.none();
    private int idle;
    private byte[] said = {};
    private ByteBuffer pending = ByteBuffer.allocate(0);

    ResumedState(ResumedHandshake handshake) {
        this.handshake = handshake;
        this.memory = new ResumedMemory(handshake);
        // The last net: an engine that nobody closed is freed when nobody can reach it.
        this.cleaning = CLEANER.register(this, memory);
    }

    boolean isOver() {
        return stage == Stage.OVER;
    }

    TlsSession session() {
        return session;
    }

    ResumedHandshake handshake() {
        return handshake;
    }

    RecordReader reader() {
        return Objects.requireNonNull(memory.reader());
    }

    /**
     * Sees to it that a client does not change its keys without end.
     *
     * @throws SSLException if it has, and has asked for ours
     */
    void demandFewUpdates() throws SSLException {
        if (writer().updatesDue() > MOST_UPDATES) {
            throw new SSLException("new keys without end");
        }
    }

    RecordWriter writer() {
        return Objects.requireNonNull(memory.writer());
    }

    /** Takes the next record of the handshake. */
    void take(ByteBuffer records, int length) throws SSLException {
        if (stage == Stage.HELLO) {
            if (!handshake.isFor(records, length)) {
                throw new SSLHandshakeException("another ClientHello than the one that the engine was made for");
            }
            answer();
        } else if (HandshakeMessages.saysNothing(records, length) && idle < RecordReader.MOST_IDLE) {
            idle++; // RFC 8446 §5: it is dropped, however often it comes.
        } else {
            finish(records, length);
        }
        records.position(records.position() + length);
    }

    private void answer() {
        var flight = handshake.answer();
        memory.prepare();
        put(ByteBuffer.wrap(flight));
        stage = Stage.FINISHED;
    }

    private void finish(ByteBuffer records, int length) throws SSLException {
        var inner = RecordCipher.innerOctets(length);
        if (Records.type(records) == Messages.ALERT) {
            // It has no keys yet, or has not taken them: an alert is answered by none (RFC 8446 §6.2).
            throw new SSLHandshakeException("the client refuses the handshake, alert "
                    + Byte.toUnsignedInt(records.get(records.position() + length - 1)));
        }
        if (Records.type(records) != Records.APPLICATION_DATA || inner > TlsSession.APPLICATION_OCTETS + 1) {
            throw refuse(UNEXPECTED_MESSAGE, "the client does not finish its handshake");
        }
        try (var arena = Arena.ofConfined()) {
            var record = arena.allocate(length);
            MemorySegment.copy(MemorySegment.ofBuffer(records), 0, record, 0, length);
            var opened = arena.allocate(Math.max(1, inner));
            var cipher = Objects.requireNonNull(memory.finishing());
            if (inner < 1 || !cipher.open(record, opened)) {
                Errors.clear();
                throw refuse(BAD_RECORD_MAC, "the client's Finished cannot be decrypted");
            }
            if (!isWhole(RecordReader.inner(opened, inner))) {
                return;
            }
        }
        handshake.finish();
        memory.finish();
        session =
                new TlsSession(new Negotiated("TLSv1.3", handshake.suite().name(), handshake.protocol(), "", List.of()),
                        new byte[0], handshake.mark().created());
        stage = Stage.OVER;
    }

    /**
     * Looks whether the Finished has come whole, and is the client's: it may come in several records (RFC 8446 §5.1).
     *
     * @param inner content and type
     */
    private boolean isWhole(MemorySegment inner) throws SSLException {
        var finished = handshake.finished();
        var content = inner.asSlice(0, Math.max(0, inner.byteSize() - 1));
        var type = inner.byteSize() == 0 ? 0 : inner.get(JAVA_BYTE, inner.byteSize() - 1);
        if (type == Messages.ALERT) {
            throw new SSLHandshakeException(Messages.isCloseNotify(content)
                    ? "the client closed during the handshake" : "the client gives the handshake up");
        }
        if (type != Records.HANDSHAKE || content.byteSize() == 0
                || said.length + content.byteSize() > finished.length) {
            throw refuse(UNEXPECTED_MESSAGE, "a message that is no Finished");
        }
        said = ByteBuffer.allocate(said.length + (int) content.byteSize()).put(said)
                .put(content.asByteBuffer()).array();
        if (said.length == finished.length && !MessageDigest.isEqual(said, finished)) {
            throw refuse(DECRYPT_ERROR, "a Finished that is not the client's own");
        }
        return said.length == finished.length;
    }

    private SSLHandshakeException refuse(int alert, String reason) {
        alert(alert);
        return new SSLHandshakeException(reason);
    }

    /** Behind the handshake: what the client has sent breaks the rules. */
    void refuse(SSLException reason) {
        alert(reason instanceof RecordReader.Forged ? BAD_RECORD_MAC : UNEXPECTED_MESSAGE);
    }

    private void alert(int description) {
        write(Messages.ALERT, new byte[]{FATAL, (byte) description});
    }

    private void write(int type, byte[] content) {
        var plain = Allocation.of(content.length);
        try {
            MemorySegment.copy(MemorySegment.ofArray(content), 0, plain, 0, content.length);
            var sealed = Buffers.forSealed();
            put(sealed.asSlice(0, writer().write(type, plain, sealed)).asByteBuffer());
        } finally {
            Allocation.free(plain);
        }
    }

    /** Says that no more comes. */
    void closeNotify() {
        var sealed = Buffers.forSealed();
        put(sealed.asSlice(0, writer().closeNotify(sealed)).asByteBuffer());
    }

    /** Makes a ticket, which waits for the network then; false where OpenSSL has no memory for one. */
    boolean issueTicket() {
        byte[] ticket;
        try {
            ticket = handshake.ticket();
        } catch (IllegalStateException e) {
            return false; // No number has been used.
        }
        write(Records.HANDSHAKE, ticket);
        return true;
    }

    private void put(ByteBuffer records) {
        pending = ByteBuffer.allocate(pending.remaining() + records.remaining()).put(pending).put(records).flip();
    }

    /** How many octets wait for the network. */
    int pending() {
        return pending.remaining();
    }

    /** Takes octets for the network. */
    int drain(ByteBuffer target) {
        var count = Math.min(pending.remaining(), target.remaining());
        target.put(target.position(), pending, pending.position(), count);
        target.position(target.position() + count);
        pending.position(pending.position() + count);
        return count;
    }

    /** Frees the native side, and sends nothing more; any number of times. */
    void free() {
        pending = ByteBuffer.allocate(0);
        cleaning.clean();
    }
}
