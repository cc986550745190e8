package dev.ftpsd.tls.jdk;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;

import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.SessionIdentity;

/** A control connection's engine on SunJSSE. Used by the thread that runs the engine. */
final class JdkControlEngine implements ControlEngine {

    private final SSLEngine engine;
    private final SessionIdentity identity;
    private long ticketsIssued;

    JdkControlEngine(SSLEngine engine, SessionIdentity identity) {
        this.engine = engine;
        this.identity = identity;
    }

    @Override
    public SSLEngine engine() {
        return engine;
    }

    @Override
    public SessionIdentity identity() {
        return identity;
    }

    @Override
    public boolean ownsIdentity() {
        return EngineTag.creator(engine).filter(identity::equals).isPresent();
    }

    @Override
    public boolean issueTicket() {
        return FreshTickets.issue(engine, ticketsIssued++);
    }

    @Override
    public List<X509Certificate> clientCertificates() {
        try {
            return Arrays.stream(engine.getSession().getPeerCertificates()).map(X509Certificate.class::cast).toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }
}
