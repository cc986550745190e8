package dev.ftpsd.tls.jdk;

import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

import dev.ftpsd.tls.SessionIdentity;

/**
 * The mark that an engine leaves in the sessions it creates. A server engine has no use for the peer's host and port, but
 * SunJSSE keeps both in the session and writes them into the ticket, which it encrypts and authenticates under keys of the
 * context. A resumed session shows the host and port of the engine that made it; a client can neither see nor choose them.
 */
final class EngineTag {

    /** Sessions of data connections carry a host that is never an identity. */
    static final String DATA_HOST = "data";

    static final int CONTROL_PORT = 1;
    static final int DATA_PORT = 2;

    private static final Pattern IDENTITY = Pattern.compile("ctl-[0-9a-f]{32}");

    private EngineTag() {}

    /**
     * The control connection whose handshake created the engine's session; empty until the handshake is complete. A TLS 1.3
     * server engine shows the resumed session from its own Finished on, when the client has proven nothing yet: whoever
     * repeats a ClientHello that went by on the network comes that far.
     */
    static Optional<SessionIdentity> creator(SSLEngine engine) {
        return engine.getHandshakeSession() == null ? mark(engine.getSession()) : Optional.empty();
    }

    /** Whether a handshake that has only begun goes on from a control connection's session: a hint, and no proof of anything. */
    static boolean restored(SSLEngine engine) {
        var begun = engine.getHandshakeSession();
        return mark(begun == null ? engine.getSession() : begun).isPresent();
    }

    private static Optional<SessionIdentity> mark(SSLSession session) {
        var host = session.getPeerHost();
        if (host == null || session.getPeerPort() != CONTROL_PORT || !IDENTITY.matcher(host).matches()) {
            return Optional.empty();
        }
        return Optional.of(new SessionIdentity(host));
    }
}
