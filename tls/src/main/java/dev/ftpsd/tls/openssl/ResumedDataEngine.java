package dev.ftpsd.tls.openssl;

import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLEngine;

import dev.ftpsd.tls.SessionIdentity;
import dev.ftpsd.tls.TlsSocket;

/**
 * A data connection's engine for a client that resumes a session under TLS 1.3: see {@link ResumedHandshake}.
 */
final class ResumedDataEngine implements Resuming {

    private final ResumedHandshake handshake;
    private final ResumedEngine engine;

    ResumedDataEngine(ResumedHandshake handshake, ResumedEngine engine) {
        this.handshake = handshake;
        this.engine = engine;
    }

    @Override
    public SSLEngine engine() {
        return engine;
    }

    @Override
    public void withholdTicket() {
        engine.withholdTicket();
    }

    @Override
    public boolean issueTicket() {
        return engine.issueTicket();
    }

    @Override
    public Optional<TlsSocket> onSocket() {
        return engine.isFreed() ? Optional.empty() : Optional.of(new ResumedSocket(engine));
    }

    @Override
    public Optional<SessionIdentity> resumedIdentity() {
        var session = engine.state().session();
        return engine.state().isOver() && session.isValid() ? Optional.of(handshake.mark().identity())
                : Optional.empty();
    }

    @Override
    public OptionalLong shownTicket() {
        return OptionalLong.of(handshake.shownTicket());
    }

    @Override
    public void close() {
        engine.release();
    }
}
