package dev.ftpsd.tls;

import java.util.Optional;

import javax.net.ssl.SSLEngine;

/** The TLS side of one data connection. */
public interface DataEngine {

    /** The engine to run; its handshake has not begun. */
    SSLEngine engine();

    /**
     * Whose session this connection resumed, directly or through another data connection of the same control connection.
     * Call it when the handshake has finished: before that a replayed ClientHello would still be believed.
     *
     * @return empty for a full handshake
     */
    Optional<SessionIdentity> resumedIdentity();
}
