package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
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

    private final MemorySegment context;
    private final ByteBuffer wire = ByteBuffer.allocate(MemoryEngine.WIRE_OCTETS);
    private MemorySegment session = MemorySegment.NULL;
    private @Nullable Link link;
    private boolean closed;

    /** @param version as OpenSSL counts them */
    OpenSslClient(int version) throws GeneralSecurityException {
        this.context = Contexts.newClient();
        SessionContext.demand(context.address() != 0, "a client's context");
        SessionContext.demand(Contexts.setSuites12(context, SUITES), "suites " + SUITES);
        Contexts.control(context, Contexts.CTRL_SET_MIN_PROTO_VERSION, version, MemorySegment.NULL);
        Contexts.control(context, Contexts.CTRL_SET_MAX_PROTO_VERSION, version, MemorySegment.NULL);
    }

    @Override
    public void connect(SSLEngine server) throws SSLException {
        hangUp();
        var fresh = new Link(context, new MemoryEngine(server));
        link = fresh;
        if (session.address() != 0) {
            Sessions.resume(fresh.ssl, session);
        }
        while (!fresh.shakeHands()) {
            if (!fresh.exchange(wire)) {
                throw new SSLHandshakeException("the handshake came to a halt");
            }
        }
        read();
        if (!fresh.server.isEstablished()) {
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
        while (from.exchange(wire)) {
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
        private final MemorySegment fromServer = Bio.newMemory();
        private final MemorySegment toServer = Bio.newMemory();
        private final MemoryEngine server;
        /** The session that the connection has of its own accord and that is not to be resumed again. */
        private long forgotten;

        Link(MemorySegment context, MemoryEngine server) {
            this.ssl = Ssl.newConnection(context);
            this.server = server;
            if (ssl.address() == 0 || fromServer.address() == 0 || toServer.address() == 0) {
                throw new OutOfMemoryError("OpenSSL has no memory for a connection");
            }
            Ssl.setBio(ssl, fromServer, toServer);
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

        /** Moves what there is, both ways; whether there was anything. */
        boolean exchange(ByteBuffer wire) throws SSLException {
            var waiting = Bio.pending(toServer) > 0;
            if (waiting) {
                wire.clear();
                wire.limit(Bio.read(toServer, MemorySegment.ofBuffer(wire), wire.remaining()));
                server.read(wire);
            }
            wire.clear();
            var answered = server.write(wire);
            var octets = MemorySegment.ofBuffer(wire.flip());
            Bio.write(fromServer, octets, wire.remaining());
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
