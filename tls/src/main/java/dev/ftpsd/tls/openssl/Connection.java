package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import org.jspecify.annotations.Nullable;

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
    private static final AtomicInteger LIVE = new AtomicInteger();

    private final Generation generation;
    private final Role role;
    private final MemorySegment ssl;
    private final MemorySegment fromNetwork;
    private final MemorySegment toNetwork;
    private final Cleaner.Cleanable memory;
    private @Nullable CertificateException refusal;
    private OptionalLong shownTicket = OptionalLong.empty();

    /** A new connection that waits for a ClientHello. */
    Connection(Generation generation, Role role) {
        this.generation = generation;
        this.role = role;
        this.ssl = generation.newConnection(role);
        var wire = Wire.of(ssl);
        this.fromNetwork = wire.fromNetwork();
        this.toNetwork = wire.toNetwork();
        LIVE.incrementAndGet();
        // The last net: an engine that nobody closed is freed when nobody can reach it.
        this.memory = CLEANER.register(this, new Memory(ssl));
        Ssl.accept(ssl);
        Sessions.setOwnLabel(ssl, role.label());
    }

    /** Whether a session of that version may be made here; others can only be resumed. */
    boolean admits(String version) {
        return generation.admits(version);
    }

    /** How many connections are not freed yet. */
    static int live() {
        return LIVE.get();
    }

    Role role() {
        return role;
    }

    TicketKeys ticketKeys() {
        return generation.sessions().ticketKeys();
    }

    /** Called back in the handshake: the client has shown a ticket of ours, which begins so behind its key's name. */
    void showTicket(long beginning) {
        shownTicket = OptionalLong.of(beginning);
    }

    /** The ticket that the client has shown, the last if it was several. */
    OptionalLong shownTicket() {
        return shownTicket;
    }

    /** Called back in the handshake: shows the certificates of the host that the client asks for, if it asks for one. */
    void showHost() {
        var name = Sessions.serverName(ssl);
        if (!name.isEmpty()) {
            generation.showHost(ssl, name);
        }
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
        Upcalls.running(this);
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
        if (refusal != null) {
            failure.initCause(refusal);
        }
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
        Errors.clear();
        var length = Math.toIntExact(octets.byteSize());
        if (Ssl.write(ssl, octets, length) != length) {
            throw new SSLException("writing failed: " + Errors.take());
        }
    }

    private static SSLException failure(int error, String what) {
        var reason = what + Errors.take();
        return error == Ssl.ERROR_SYSCALL ? new BrokenSocket(reason) : new SSLException(reason);
    }

    /** TLS has nothing to say against it: the socket below has failed. */
    static final class BrokenSocket extends SSLException {

        private static final long serialVersionUID = 1L;

        private BrokenSocket(String reason) {
            super(reason);
        }
    }

    /** Sends close_notify, once the handshake is over. */
    void closeNotify() {
        Errors.clear();
        Ssl.shutdown(ssl);
        Errors.clear();
    }

    /** Called back in the handshake: {@link ClientCheck#GOOD} or what is wrong with a client's certificates. */
    int verify(List<byte[]> chain) {
        try {
            generation.clients().verify(ClientCheck.parse(chain));
            return ClientCheck.GOOD;
        } catch (CertificateException e) {
            refusal = e;
            return ClientCheck.error(e);
        }
    }

    /** Frees the native side; any number of times. */
    void free() {
        memory.clean();
    }

    /** Knows nothing of the connection, which could otherwise never become unreachable. */
    private record Memory(MemorySegment ssl) implements Runnable {

        @Override
        public void run() {
            // A connection that ends without close_notify would take its session out of the cache, and with it the right of
            // other data connections to resume it.
            Ssl.setShutdown(ssl, Ssl.SHUTDOWN_BOTH);
            Ssl.free(ssl);
            LIVE.decrementAndGet();
        }
    }
}
