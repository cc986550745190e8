package dev.ftpsd.tls;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * The client of the self-test: it shakes hands through memory with one server engine after the other, and resumes what it was
 * given. It trusts every certificate: its peer is this very process, and nothing that it makes ever meets a network. For one
 * thread.
 */
public interface ResumingClient extends AutoCloseable {

    /**
     * Shakes hands, resuming the newest session that it knows, and takes the tickets that follow the handshake.
     *
     * @throws SSLException when the handshake fails
     */
    default void connect(SSLEngine server) throws SSLException {
        connect(_ -> server);
    }

    /**
     * The same with an engine that is made for what the client has said.
     *
     * @param server is given the ClientHello, as {@link TlsEngines#newDataEngine(ByteBuffer)} takes it
     */
    void connect(Function<ByteBuffer, SSLEngine> server) throws SSLException;

    /** Takes what the server of the last {@link #connect} has sent since. */
    void read() throws SSLException;

    /** Forgets the sessions that it could resume; the connection goes on. */
    void forgetSessions();

    /** Frees what it holds; any number of times. */
    @Override
    void close();

    /**
     * The JDK's, which meets every implementation.
     *
     * @param protocol the one version that it speaks, {@code TLSv1.3} or {@code TLSv1.2}
     */
    static ResumingClient ofJdk(String protocol) throws GeneralSecurityException {
        return new JdkClient(new MemoryClient(protocol));
    }
}
