package dev.ftpsd.tls;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * One TLS implementation over one set of keys: it makes the engines of control and data connections that belong together.
 * Sessions made by another instance never resume here, save those of an instance that this one was {@linkplain #renewed made
 * from}. Safe for use by several threads.
 */
public interface TlsEngines {

    /** A server engine for a new control connection, with an identity that no other has. */
    default ControlEngine newControlEngine() {
        return newControlEngine("");
    }

    /**
     * The same for a client that has named a host before its handshake (RFC 7151): it sees the certificate of that host, unless it
     * asks for another in the handshake (SNI).
     *
     * @param host as the client wrote it; empty where it named none
     */
    ControlEngine newControlEngine(String host);

    /**
     * A server engine for a data connection of which nothing is known. Where something is, {@link #newDataEngine(ByteBuffer)} or
     * {@link ControlEngine#newDataEngine} knows more sessions.
     */
    DataEngine newDataEngine();

    /**
     * A server engine for a data connection that has sent its ClientHello: it resumes the session of any live control
     * connection, whatever host that asked for and whatever keys it was made with.
     *
     * @param clientHello whole, in its TLS records; its position stays, and the engine has still to be given it. What is no
     *        ClientHello gets an engine that refuses it.
     */
    default DataEngine newDataEngine(ByteBuffer clientHello) {
        return newDataEngine();
    }

    /**
     * Engines with other keys, for new control connections. Live ones notice nothing: data engines of the new instance resume
     * their sessions as well, as long as they live.
     *
     * @throws IllegalArgumentException for a cipher suite that {@link CipherPolicy} refuses
     * @throws GeneralSecurityException when this implementation cannot use the keys or the authorities; this instance goes on
     */
    TlsEngines renewed(TlsSettings settings, ServerKeys keys, ClientTrust trust) throws GeneralSecurityException;

    /**
     * A client for the self-test of these engines, which the caller closes.
     *
     * @param protocol the one version that it speaks, {@code TLSv1.3} or {@code TLSv1.2}
     */
    default ResumingClient newClient(String protocol) throws GeneralSecurityException {
        return ResumingClient.ofJdk(protocol);
    }

    /** The implementation's name for the log: {@code jdk}, {@code openssl}. */
    String name();
}
