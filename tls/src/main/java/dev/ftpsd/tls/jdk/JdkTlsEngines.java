package dev.ftpsd.tls.jdk;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;

import dev.ftpsd.tls.Alpn;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.KeyMaterial;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.SessionIdentity;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import org.jspecify.annotations.Nullable;

/**
 * Engines of SunJSSE. Control and data engines of all generations of keys share one context, because tickets are encrypted under
 * keys of the context; {@link EngineTag} tells which control connection a resumed session came from, and {@link EngineRole} which
 * generation an engine belongs to. Any thread.
 *
 * <p>A control connection must never resume: it would take over the mark of the connection whose ticket it shows. SunJSSE
 * resumes no session with another endpoint identification algorithm than the engine's, so each control engine gets one of
 * its own, its identity. Data engines have none, which means that they resume any session of this context.
 */
public final class JdkTlsEngines implements TlsEngines {

    static {
        JdkTlsProperties.apply();
    }

    /**
     * Sessions that the server must remember itself: TLS 1.2 clients without tickets. The oldest one goes first.
     */
    private static final int SESSIONS_KEPT = 20_480;

    /** RFC 9325 §4.4; P-521 last, for certificates with such a key. Finite fields are too slow to be offered. */
    private static final String[] GROUPS = {"x25519", "secp256r1", "secp384r1", "secp521r1"};

    private static final Alpn CONTROL_ALPN = issuesTickets() ? Alpn.CONTROL_WITH_TICKETS : Alpn.CONTROL;

    private final SSLContext context;
    private final Generations generations;
    private final EngineKeys newest;
    private final SessionSearch search;

    private JdkTlsEngines(SSLContext context, Generations generations, EngineKeys newest) {
        this.context = context;
        this.generations = generations;
        this.newest = newest;
        this.search = new SessionSearch(generations, this::dataEngine);
    }

    /**
     * Makes engines for one set of keys. After a change of keys {@link #renewed} makes others.
     *
     * @throws IllegalArgumentException for a cipher suite that {@code CipherPolicy} refuses
     * @throws GeneralSecurityException when this JDK cannot use the key or the authorities
     */
    public static JdkTlsEngines open(TlsSettings settings, ServerKeys keys, ClientTrust trust)
            throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS", "SunJSSE");
        var generations = new Generations();
        context.init(new KeyManager[]{new ServerKeyManager(generations)},
                new TrustManager[]{new ClientTrustManager(generations)}, null);
        context.getServerSessionContext().setSessionCacheSize(SESSIONS_KEPT);
        return open(context, generations, settings, new EngineKeys(settings, keys, trust));
    }

    @Override
    public TlsEngines renewed(TlsSettings settings, ServerKeys keys, ClientTrust trust) {
        return open(context, generations, settings, new EngineKeys(settings, keys, trust));
    }

    private static JdkTlsEngines open(SSLContext context, Generations generations, TlsSettings settings,
            EngineKeys newest) {
        context.getServerSessionContext().setSessionTimeout(Math.toIntExact(settings.sessionLifetime().toSeconds()));
        generations.add(newest);
        return new JdkTlsEngines(context, generations, newest);
    }

    /** Whether {@link ControlEngine#issueTicket} works in this JVM: it needs an option on the command line. */
    public static boolean issuesTickets() {
        return FreshTickets.available();
    }

    @Override
    public ControlEngine newControlEngine(String host) {
        var identity = SessionIdentity.random();
        var engine = newEngine(identity.value(), EngineTag.CONTROL_PORT, identity.value(),
                EngineRole.ofControl(newest, CONTROL_ALPN, host));
        return new JdkControlEngine(engine, identity, this::newDataEngine);
    }

    @Override
    public DataEngine newDataEngine() {
        return newDataEngine(newest, newest.keys.standard());
    }

    @Override
    public DataEngine newDataEngine(ByteBuffer clientHello) {
        return new JdkDataEngine(dataEngine(search.roleFor(newest, clientHello)));
    }

    private DataEngine newDataEngine(EngineKeys generation, List<KeyMaterial> pairs) {
        return new JdkDataEngine(dataEngine(new EngineRole(generation, Alpn.DATA, pairs)));
    }

    private SSLEngine dataEngine(EngineRole role) {
        return newEngine(EngineTag.DATA_HOST, EngineTag.DATA_PORT, null, role);
    }

    @Override
    public String name() {
        return "jdk";
    }

    private SSLEngine newEngine(String host, int port, @Nullable String resumeOnly, EngineRole role) {
        var engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(false);
        var parameters = engine.getSSLParameters();
        parameters.setProtocols(role.generation.protocols);
        parameters.setCipherSuites(role.generation.suites);
        parameters.setUseCipherSuitesOrder(true);
        parameters.setNamedGroups(GROUPS);
        parameters.setEndpointIdentificationAlgorithm(resumeOnly);
        switch (role.generation.trust) {
            case ClientTrust.Off _ -> parameters.setNeedClientAuth(false);
            case ClientTrust.Wanted _ -> parameters.setWantClientAuth(true);
            case ClientTrust.Required _ -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        engine.setHandshakeApplicationProtocolSelector(role);
        return engine;
    }
}
