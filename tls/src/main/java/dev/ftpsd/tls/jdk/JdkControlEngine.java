package dev.ftpsd.tls.jdk;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;

import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.KeyMaterial;
import dev.ftpsd.tls.SessionIdentity;

/** A control connection's engine on SunJSSE. Used by the thread that runs the engine. */
final class JdkControlEngine implements ControlEngine {

    private final SSLEngine engine;
    private final SessionIdentity identity;
    private final BiFunction<EngineKeys, List<KeyMaterial>, DataEngine> dataEngines;
    private long ticketsIssued;

    JdkControlEngine(SSLEngine engine, SessionIdentity identity,
            BiFunction<EngineKeys, List<KeyMaterial>, DataEngine> dataEngines) {
        this.engine = engine;
        this.identity = identity;
        this.dataEngines = dataEngines;
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
    public DataEngine newDataEngine() {
        var role = EngineRole.of(engine);
        return dataEngines.apply(role.generation, role.pairsFor(engine.getSession()));
    }

    @Override
    public Optional<String> serverName() {
        return Optional.of(EngineRole.serverName(engine.getSession())).filter(Predicate.not(String::isEmpty));
    }

    @Override
    public List<X509Certificate> clientCertificates() {
        try {
            return Arrays.stream(engine.getSession().getPeerCertificates()).map(X509Certificate.class::cast).toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        // All of it is on the heap.
    }
}
