package dev.ftpsd.tls;

import java.util.Optional;

import javax.net.ssl.SSLEngine;

/** The TLS side of one data connection. */
public interface DataEngine extends AutoCloseable {

    /** The engine to run; its handshake has not begun. */
    SSLEngine engine();

    /**
     * Lets the handshake that has begun end without a ticket for the client. Tickets come with the replies to PASV and EPSV; one
     * on a data connection could reach a client that has sent its file and closed, whose system then answers with RST and drops
     * what it had still to send. Call it on the thread that runs the engine, when the first bytes of the ServerHello have been
     * made. Where tickets cannot be issued on demand it does nothing, since the client will need this one.
     */
    void withholdTicket();

    /**
     * Gives a client that is about to receive a file the ticket after all, before the file: it reads it, since it reads what
     * stands behind it. Clients of OpenSSL that end without close_notify spoil the session that they resumed, and can go on
     * with the one of this ticket only. Call it on the thread that runs the engine, at most once.
     *
     * @return whether the next bytes that leave begin with a ticket; there is none under TLS 1.2
     */
    boolean issueTicket();

    /**
     * Whose session this connection resumed, directly or through another data connection of the same control connection.
     * Call it when the handshake has finished: before that a client has proven nothing, and may be repeating the
     * ClientHello of another.
     *
     * @return empty for a full handshake, before the end of a handshake and after a failure
     */
    Optional<SessionIdentity> resumedIdentity();

    /**
     * The same connection on a socket, behind its handshake; empty where the library cannot do that. The
     * engine may be used meanwhile, also by another thread.
     */
    default Optional<TlsSocket> onSocket() {
        return Optional.empty();
    }

    /**
     * Gives back what the engine holds outside of Java's heap; call it when the connection is gone. Any thread, any number of
     * times. What was negotiated can still be asked.
     */
    @Override
    void close();
}
