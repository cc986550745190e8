package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import dev.ftpsd.tls.MemoryEngine;
import dev.ftpsd.tls.ResumingClient;
import org.jspecify.annotations.Nullable;

/**
 * {@link ResumingClient} of OpenSSL. In a JVM that has just begun its handshakes take a tenth of the time that the JDK's client
 * would: its arithmetic is compiled already.
 */
final class OpenSslClient implements ResumingClient {

    /** Whatever key the administrator's certificate has: a client's judgement of it is not what is tested. */
    private static final String SUITES = "DEFAULT:@SECLEVEL=0";

    /** Those in which {@link ResumedHandshake} agrees: else the self-test would not try it with OpenSSL 3.5. */
    private static final String GROUPS = "X25519:P-256";

    private final int version;
    private final MemorySegment context;
    private final ByteBuffer octets = ByteBuffer.allocate(MemoryEngine.WIRE_OCTETS);
    private MemorySegment session = MemorySegment.NULL;
    private @Nullable Link link;
    private boolean closed;

    /** @param version as OpenSSL counts them */
    OpenSslClient(int version) throws GeneralSecurityException {
        this.version = version;
        this.context = Contexts.newClient();
        SessionContext.demand(context.address() != 0, "a client's context");
        SessionContext.demand(Contexts.setSuites12(context, SUITES), "suites " + SUITES);
        try (var memory = Arena.ofConfined()) {
            SessionContext.demand(Contexts.control(context, Contexts.CTRL_SET_GROUPS_LIST, 0,
                    memory.allocateFrom(GROUPS)) == 1, "groups " + GROUPS);
        }
    }

    @Override
    public void connect(Function<ByteBuffer, SSLEngine> server) throws SSLException {
        hangUp();
        var fresh = new Link(context, server);
        link = fresh;
        Ssl.setVersions(fresh.ssl, version, version);
        if (session.address() != 0) {
            Sessions.resume(fresh.ssl, session);
        }
        while (!fresh.shakeHands()) {
            if (!fresh.exchange(octets)) {
                throw new SSLHandshakeException("the handshake came to a halt");
            }
        }
        read();
        if (!fresh.isEstablished()) {
            throw new SSLHandshakeException("the handshake came to a halt");
        }
    }

    /** A ticket of TLS 1.3 that comes behind the handshake makes a session of its own. */
    @Override
    public void read() throws SSLException {
        var from = link;
        if (from == null) {
            return;
        }
        while (from.exchange(octets)) {
            from.read();
        }
        var now = Sessions.take(from.ssl);
        if (now.address() != from.forgotten) {
            Sessions.free(session);
            session = now;
        } else {
            Sessions.free(now);
        }
    }

    @Override
    public void forgetSessions() {
        if (link != null) {
            link.forgotten = session.address();
        }
        Sessions.free(session);
        session = MemorySegment.NULL;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        hangUp();
        forgetSessions();
        Contexts.free(context);
    }

    private void hangUp() {
        if (link != null) {
            link.close();
            link = null;
        }
    }

    /** One connection, with its two buffers, to one server engine. */
    private static final class Link {

        private final MemorySegment ssl;
        private final Wire wire;
        private final Function<ByteBuffer, SSLEngine> engines;
        private @Nullable MemoryEngine server;
        /** The session that the connection has of its own accord and that is not to be resumed again. */
        private long forgotten;

        Link(MemorySegment context, Function<ByteBuffer, SSLEngine> engines) {
            this.ssl = SessionContext.newConnection(context);
            this.wire = Wire.of(ssl);
            this.engines = engines;
            Ssl.connect(ssl);
        }

        boolean shakeHands() throws SSLException {
            Errors.clear();
            var result = Ssl.handshake(ssl);
            if (result != 1 && Ssl.error(ssl, result) != Ssl.ERROR_WANT_READ) {
                throw new SSLHandshakeException("handshake failed: " + Errors.take());
            }
            return result == 1;
        }

        boolean isEstablished() {
            return server != null && server.isEstablished();
        }

        /** What the client says first shows which engine it gets. */
        private MemoryEngine serverFor(ByteBuffer octets) {
            var made = server == null ? new MemoryEngine(engines.apply(octets.duplicate())) : server;
            server = made;
            return made;
        }

        /** Moves what there is, both ways; whether there was anything. */
        boolean exchange(ByteBuffer octets) throws SSLException {
            var waiting = Bio.pending(wire.toNetwork()) > 0;
            octets.clear();
            if (waiting) {
                octets.limit(Bio.read(wire.toNetwork(), MemorySegment.ofBuffer(octets), octets.remaining()));
                serverFor(octets).read(octets);
            }
            octets.clear();
            var answered = server != null && server.write(octets);
            Bio.write(wire.fromNetwork(), MemorySegment.ofBuffer(octets.flip()), octets.remaining());
            return waiting || answered;
        }

        /** Nobody sends it data: what comes are tickets. */
        void read() {
            Errors.clear();
            try (var memory = Arena.ofConfined()) {
                Ssl.read(ssl, memory.allocate(1), 1);
            }
            Errors.clear();
        }

        void close() {
            Ssl.setShutdown(ssl, Ssl.SHUTDOWN_BOTH);
            Ssl.free(ssl);
        }
    }
}
