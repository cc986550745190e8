package dev.ftpsd.server.session;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.SessionIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What TLS the control connection has, and under which name the client came. Changed on the event loop, except the name; read from
 * any thread.
 *
 * <pre>
 *   clear --handshake--> secured --CCC--> cleared
 *     ^---------------REIN---'---------------'
 * </pre>
 */
public final class ControlSecurity {

    private volatile @Nullable ControlEngine engine;
    private volatile boolean cleared;
    private volatile @Nullable String host;

    /** Whether control connection and replies are protected now. */
    public boolean isSecured() {
        return engine != null && !cleared;
    }

    /** Whether CCC has ended the protection for good: data connections still belong to the TLS session that was there. */
    public boolean isCleared() {
        return cleared;
    }

    /** The identity that data connections must bring back; also after CCC, for which the client got its tickets before. */
    Optional<SessionIdentity> identity() {
        return engine().map(ControlEngine::identity);
    }

    /** The TLS side of a data connection that is known to be this connection's; empty where there was no TLS. */
    Optional<DataEngine> newDataEngine() {
        return engine().map(ControlEngine::newDataEngine);
    }

    /** A data connection has resumed the session of this one. */
    void wasResumedBy(DataEngine data) {
        engine().ifPresent(current -> current.wasResumedBy(data));
    }

    /** The client's verified certificates, leaf first; empty without any. */
    List<X509Certificate> certificates() {
        return engine().map(ControlEngine::clientCertificates).orElse(List.of());
    }

    /** Such as {@code TLSv1.3}; empty in clear. */
    public Optional<String> version() {
        return engine().filter(current -> isSecured()).map(current -> current.engine().getSession().getProtocol());
    }

    /** The cipher suite, such as {@code TLS_AES_128_GCM_SHA256}; empty in clear. */
    public Optional<String> cipher() {
        return engine().filter(current -> isSecured()).map(current -> current.engine().getSession().getCipherSuite());
    }

    /** The name of HOST (RFC 7151); it outlives AUTH, unless the handshake names another, and ends with REIN. */
    public Optional<String> host() {
        return Optional.ofNullable(host);
    }

    /** The client calls the server so. */
    public void callHost(String name) {
        host = name;
    }

    /** Whether the handshake named no server, or this one (RFC 7151 §3.3, RFC 6066 §3). */
    public boolean agreesWith(String name) {
        return engine().flatMap(ControlEngine::serverName).map(named -> named.equalsIgnoreCase(name)).orElse(true);
    }

    /** Whether a challenge (336) makes the client ask for a one-time code: FileZilla, when its own protocol is selected (RFC 7301). */
    public boolean hasCodeDialogue() {
        return engine().map(current -> current.engine().getApplicationProtocol()).filter("x-filezilla-ftp"::equals)
                .isPresent();
    }

    private Optional<ControlEngine> engine() {
        return Optional.ofNullable(engine);
    }

    /** A handshake is done. */
    void secured(ControlEngine by) {
        engine = by;
        cleared = false;
        var called = host;
        if (called != null && !agreesWith(called)) {
            host = null;
        }
    }

    /** CCC: the connection is in clear for good. */
    public void clear() {
        cleared = true;
    }

    /** REIN: nothing of it is left, and the old identity is nobody's. */
    void end() {
        engine = null;
        cleared = false;
        host = null;
    }
}
