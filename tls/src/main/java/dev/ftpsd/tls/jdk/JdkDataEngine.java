package dev.ftpsd.tls.jdk;

import java.util.Optional;
import javax.net.ssl.SSLEngine;

import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.SessionIdentity;

/**
 * A data connection's engine on SunJSSE. What it reports is sound without knowing the control connections: a session whose
 * mark is an identity was created by that control connection's engine, since only such engines carry it; the mark comes back
 * unchanged, since it is inside the authenticated ticket (or the server's own cache, under TLS 1.2 without tickets); and no
 * control connection hands on another's mark, since {@link JdkTlsEngines} lets none resume.
 */
final class JdkDataEngine implements DataEngine {

    private final SSLEngine engine;

    JdkDataEngine(SSLEngine engine) {
        this.engine = engine;
    }

    @Override
    public SSLEngine engine() {
        return engine;
    }

    @Override
    public void withholdTicket() {
        WithheldTickets.of(engine);
    }

    @Override
    public boolean issueTicket() {
        return FreshTickets.issue(engine, 0);
    }

    @Override
    public Optional<SessionIdentity> resumedIdentity() {
        // A handshake that failed after the server's Finished leaves the session behind, but no longer valid.
        return EngineTag.creator(engine).filter(_ -> engine.getSession().isValid());
    }

    @Override
    public void close() {
        // All of it is on the heap.
    }
}
