package dev.ftpsd.tls;

import java.util.Optional;

import javax.net.ssl.SSLEngine;

/** The TLS side of one data connection. */
public interface DataEngine {

    /** The engine to run; its handshake has not begun. */
    SSLEngine engine();

    /**
     * Whose session this connection resumed, directly or through another data connection of the same control connection.
     * Call it when the handshake has finished: before that a client has proven nothing, and may be repeating the
     * ClientHello of another.
     *
     * @return empty for a full handshake, before the end of a handshake and after a failure
     */
    Optional<SessionIdentity> resumedIdentity();
}
