package dev.ftpsd.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLEngine;

/** The TLS side of one control connection. */
public interface ControlEngine extends AutoCloseable {

    /** The engine to run; its handshake has not begun. */
    SSLEngine engine();

    /** This connection's identity: random, made anew for each handshake, known to the server alone. */
    SessionIdentity identity();

    /**
     * Whether the finished handshake really carries this connection's own identity. False means that the client resumed
     * somebody else's session: close the connection (421).
     */
    boolean ownsIdentity();

    /**
     * Asks for a fresh ticket to be sent with the next record, so that a client whose tickets serve once can open one more
     * data connection. Call it on the thread that runs the engine, before the reply to PASV or EPSV.
     *
     * @return whether a ticket will be sent; false where the protocol version or the implementation has none, and for a client that
     *         shows one ticket again and again
     */
    boolean issueTicket();

    /** Tells of a data connection that has resumed this connection's session, behind its handshake. Any thread. */
    default void wasResumedBy(DataEngine data) {}

    /**
     * A server engine for a data connection that is known to be this control connection's before it has sent anything, such as an
     * active one (RFC 4217 §7). It resumes this connection's session and shows the same certificate.
     */
    DataEngine newDataEngine();

    /** The host that the client asked for in its handshake (SNI, RFC 6066 §3), as it was sent; empty where it asked for none. */
    Optional<String> serverName();

    /** The client's verified certificates, leaf first; empty where it showed none. */
    List<X509Certificate> clientCertificates();

    /**
     * Gives back what the engine holds outside of Java's heap; call it when the connection is gone. Any thread, any number of
     * times. What was negotiated can still be asked.
     */
    @Override
    void close();
}
