package dev.ftpsd.tls.openssl;

import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import dev.ftpsd.tls.SessionIdentity;
import dev.ftpsd.tls.openssl.TlsSession.Negotiated;
import org.jspecify.annotations.Nullable;

/**
 * The handshake of one connection and what came of it. One thread at a time moves it on; what came of it can be asked by any
 * thread, and also when the connection is freed.
 */
final class OpenSslHandshake {

    private enum Stage {
        WAITING, RUNNING, OVER
    }

    private final Connection connection;
    private final boolean mayWait;
    /** A control connection's own; null on a data connection. */
    private final @Nullable Mark own;
    private volatile Stage stage = Stage.WAITING;
    private volatile TlsSession session = TlsSession.none();
    private volatile boolean reused;
    private volatile @Nullable Mark found;
    private volatile OptionalLong shownTicket = OptionalLong.empty();

    /** One that has not begun. */
    OpenSslHandshake(Connection connection, boolean mayWait, @Nullable Mark own) {
        this.connection = connection;
        this.mayWait = mayWait;
        this.own = own;
    }

    Connection connection() {
        return connection;
    }

    /** Whether a step may ask somebody else, and wait. */
    boolean mayWait() {
        return mayWait;
    }

    boolean isRunning() {
        return stage == Stage.RUNNING;
    }

    boolean isOver() {
        return stage == Stage.OVER;
    }

    TlsSession session() {
        return session;
    }

    void begin() {
        stage = Stage.RUNNING;
    }

    /** Goes as far as what came from the network lets it. */
    void goOn() throws SSLException {
        begin();
        if (connection.handshake()) {
            end();
        } else if (own != null) {
            own.putInto(connection.ssl());
        }
    }

    private void end() throws SSLException {
        var ssl = connection.ssl();
        found = Mark.in(ssl).orElse(null);
        reused = Sessions.reused(ssl);
        shownTicket = reused ? connection.answers().shownTicket() : OptionalLong.empty();
        var created = found == null ? System.currentTimeMillis() : found.created();
        try {
            var negotiated = new Negotiated(Sessions.version(ssl), Sessions.suite(ssl),
                    Sessions.applicationProtocol(ssl), Sessions.serverName(ssl),
                    ClientCheck.parse(Sessions.peerCertificates(ssl)));
            if (!reused && !connection.admits(negotiated.protocol())) {
                throw new SSLHandshakeException("the client has no session of an older " + negotiated.protocol());
            }
            session = new TlsSession(negotiated, Sessions.id(Sessions.of(ssl)), created);
        } catch (CertificateException e) {
            throw new SSLHandshakeException("the client's certificate cannot be read", e);
        }
        stage = Stage.OVER;
    }

    /** Makes a TLS 1.3 ticket, which waits for the network then; false where there is none. */
    boolean issueTicket() {
        if (!isOver() || connection.makesOwnRecords() || !session.getProtocol().equals("TLSv1.3")
                || !Ssl.newTicket(connection.ssl())) {
            return false;
        }
        try {
            var isMade = connection.handshake();
            connection.records().wroteOne();
            return isMade;
        } catch (SSLException e) {
            // The connection is broken; whoever uses it next is told.
            return false;
        }
    }

    /** Whether this control connection made the session itself, with its own identity. */
    boolean ownsIdentity() {
        return isOver() && !reused && own != null && own.equals(found);
    }

    /** What tells the ticket that was resumed from others. */
    OptionalLong shownTicket() {
        return shownTicket;
    }

    /** Whose session was resumed; empty until the handshake is over. */
    Optional<SessionIdentity> resumedIdentity() {
        var mark = found;
        return isOver() && reused && mark != null && session.isValid() ? Optional.of(mark.identity())
                : Optional.empty();
    }
}
