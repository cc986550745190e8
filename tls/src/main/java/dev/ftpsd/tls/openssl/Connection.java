package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * One connection of OpenSSL with its two memory buffers. One thread at a time, which {@link OpenSslEngine} sees to; nothing
 * may be called after {@link #free}, save {@code free}.
 */
final class Connection {

    /** {@link #read}: no whole record with data has come. */
    static final int NOTHING_YET = 0;
    /** {@link #read}: close_notify has come. */
    static final int CLOSED = -1;

    private static final Cleaner CLEANER = Cleaner.create();

    private final Generation generation;
    private final MemorySegment ssl;
    private final MemorySegment fromNetwork;
    private final MemorySegment toNetwork;
    private final ConnectionMemory memory;
    private final Cleaner.Cleanable cleaning;
    private final HandshakeAnswers answers;
    private final RecordCount records = new RecordCount();

    /** A new connection that waits for a ClientHello. */
    Connection(Generation generation, Role role) {
        this.generation = generation;
        this.ssl = generation.newConnection(role);
        this.answers = new HandshakeAnswers(generation, role, ssl);
        var wire = Wire.of(ssl);
        this.fromNetwork = wire.fromNetwork();
        this.toNetwork = wire.toNetwork();
        this.memory = new ConnectionMemory(ssl);
        // The last net: an engine that nobody closed is freed when nobody can reach it.
        this.cleaning = CLEANER.register(this, memory);
        Ssl.accept(ssl);
        Sessions.setOwnLabel(ssl, role.label());
    }

    /** What OpenSSL is told when it asks in the handshake. */
    HandshakeAnswers answers() {
        return answers;
    }

    /** Whether a session of that version may be made here; others can only be resumed. */
    boolean admits(String version) {
        return generation.admits(version);
    }

    /** How many connections are not freed yet. */
    static int live() {
        return ConnectionMemory.live() + ResumedMemory.live();
    }

    /** What both sides encrypt with. */
    TrafficSecrets secrets() {
        return answers.secrets();
    }

    /** How many records OpenSSL has made and opened. */
    RecordCount records() {
        return records;
    }

    /** The native side, for what reads and writes session data. */
    MemorySegment ssl() {
        return ssl;
    }

    /** What the engine's octets from the network go through. */
    MemorySegment fromNetwork() {
        return fromNetwork;
    }

    /** What the engine's octets for the network go through. */
    MemorySegment toNetwork() {
        return toNetwork;
    }

    /** Gives octets from the network to the connection; their memory may be on the heap. */
    void feed(MemorySegment octets) {
        var length = Math.toIntExact(octets.byteSize());
        if (Bio.write(fromNetwork, octets, length) != length) {
            throw new OutOfMemoryError("OpenSSL has no memory for what came from the network");
        }
    }

    /** How many octets wait for the network. */
    int pending() {
        return Bio.pending(toNetwork);
    }

    /** Takes octets for the network; their memory may be on the heap. */
    int drain(MemorySegment target) {
        return Math.max(0, Bio.read(toNetwork, target, Math.toIntExact(target.byteSize())));
    }

    /** Goes on with the handshake as far as what came from the network lets it; whether it is over. */
    boolean handshake() throws SSLException {
        Errors.clear();
        int result;
        int error;
        Upcalls.running(answers);
        try {
            result = Ssl.handshake(ssl);
            error = result == 1 ? 0 : Ssl.error(ssl, result);
        } finally {
            Upcalls.running(null);
        }
        if (result == 1) {
            return true;
        }
        if (error == Ssl.ERROR_WANT_READ) {
            return false;
        }
        var failure = new SSLHandshakeException(error == Ssl.ERROR_ZERO_RETURN
                ? "the client closed during the handshake" : "handshake failed: " + Errors.take());
        answers.refusal().ifPresent(failure::initCause);
        throw failure;
    }

    /**
     * Decrypts into native memory: the number of octets, {@link #NOTHING_YET} or {@link #CLOSED}.
     *
     * <p>Java's clients send user_canceled before close_notify (TLS 1.3), and OpenSSL from 3.2 on then names no close but an
     * error without a reason. An alert that is an error has one.
     */
    int read(MemorySegment target) throws SSLException {
        Errors.clear();
        var result = Ssl.read(ssl, target, Math.toIntExact(target.byteSize()));
        if (result > 0) {
            return result;
        }
        var error = Ssl.error(ssl, result);
        if (error == Ssl.ERROR_WANT_READ) {
            return NOTHING_YET;
        }
        if (error == Ssl.ERROR_ZERO_RETURN || (error == Ssl.ERROR_SYSCALL && Ssl.isShutByPeer(ssl))) {
            return CLOSED;
        }
        throw failure(error, "reading failed: ");
    }

    /** Encrypts all of this native memory, as one record or more. */
    void write(MemorySegment octets) throws SSLException {
        var own = memory.outgoing();
        if (own != null) {
            own.write(octets);
            return;
        }
        Errors.clear();
        var length = Math.toIntExact(octets.byteSize());
        records.wrote(length);
        if (Ssl.write(ssl, octets, length) != length) {
            throw new SSLException("writing failed: " + Errors.take());
        }
    }

    /** Whether OpenSSL makes no records any more. */
    boolean makesOwnRecords() {
        return memory.outgoing() != null;
    }

    /** What makes them then. */
    Optional<Outgoing> outgoing() {
        return Optional.ofNullable(memory.outgoing());
    }

    /**
     * Makes its records by that writer from now on, and frees it with itself. What OpenSSL still has to say goes nowhere: the client
     * could not read it. The buffer for the network must have been kept by {@link Direct#keep}.
     */
    void makeRecordsBy(RecordWriter writer) {
        var made = new Outgoing(writer, toNetwork);
        var nowhere = Bio.newNull();
        if (nowhere.address() == 0) {
            throw new OutOfMemoryError("OpenSSL has no memory for nothing");
        }
        memory.own(made);
        Direct.writeTo(ssl, nowhere);
    }

    /** The client wants us to change our keys. */
    void answerUpdate() {
        Errors.clear();
        Ssl.updateKeys(ssl);
        Errors.clear();
    }

    /**
     * Sees to it that a client gets no endless answers.
     *
     * @param most octets that may wait for the network
     * @throws SSLException if there are more
     */
    void demandFewAnswers(long most) throws SSLException {
        if (pending() > most) {
            throw new SSLException("Client initiated renegotiation is not allowed, nor new keys without end");
        }
    }

    private static SSLException failure(int error, String what) {
        var reason = what + Errors.take();
        return error == Ssl.ERROR_SYSCALL ? new BrokenSocket(reason) : new SSLException(reason);
    }

    /** TLS has nothing to say against it: the socket below has failed. */
    static final class BrokenSocket extends SSLException {

        private static final long serialVersionUID = 1L;

        BrokenSocket(String reason) {
            super(reason);
        }
    }

    /** Sends close_notify, once the handshake is over. */
    void closeNotify() {
        var own = memory.outgoing();
        if (own != null) {
            own.closeNotify();
            return;
        }
        Errors.clear();
        Ssl.shutdown(ssl);
        Errors.clear();
    }

    /** Frees the native side; any number of times. */
    void free() {
        secrets().forget();
        cleaning.clean();
    }
}
