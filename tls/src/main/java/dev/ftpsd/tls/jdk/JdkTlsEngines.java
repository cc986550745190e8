package dev.ftpsd.tls.jdk;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import dev.ftpsd.tls.Alpn;
import dev.ftpsd.tls.CipherPolicy;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.KeyMaterial;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import org.jspecify.annotations.Nullable;

/**
 * Engines of SunJSSE. Control and data engines share one context, because tickets are encrypted under keys of the context;
 * {@link EngineTag} tells which control connection a resumed session came from. Any thread.
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

    private final SSLContext context;
    private final String[] protocols;
    private final String[] suites;
    private final ClientTrust trust;

    private JdkTlsEngines(SSLContext context, TlsSettings settings, ClientTrust trust) {
        this.context = context;
        this.protocols = settings.protocols().toArray(String[]::new);
        this.suites = CipherPolicy.suites(settings).toArray(String[]::new);
        this.trust = trust;
    }

    /**
     * Makes engines for one set of keys. After a change of keys make another one and keep this one for its live sessions.
     *
     * @throws IllegalArgumentException for a cipher suite that {@link CipherPolicy} refuses
     * @throws GeneralSecurityException when this JDK cannot use the key or the authorities
     */
    public static JdkTlsEngines open(TlsSettings settings, KeyMaterial keys, ClientTrust trust)
            throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS", "SunJSSE");
        context.init(keyManagers(keys), new TrustManager[]{new ClientTrustManager(paths(trust))}, null);
        var sessions = context.getServerSessionContext();
        sessions.setSessionTimeout(Math.toIntExact(settings.sessionLifetime().toSeconds()));
        sessions.setSessionCacheSize(SESSIONS_KEPT);
        return new JdkTlsEngines(context, settings, trust);
    }

    /** Whether {@link ControlEngine#issueTicket} works in this JVM: it needs an option on the command line. */
    public static boolean issuesTickets() {
        return FreshTickets.available();
    }

    @Override
    public ControlEngine newControlEngine() {
        var identity = EngineTag.newIdentity();
        var engine = newEngine(identity.value(), EngineTag.CONTROL_PORT, Alpn.CONTROL, identity.value());
        return new JdkControlEngine(engine, identity);
    }

    @Override
    public DataEngine newDataEngine() {
        return new JdkDataEngine(newEngine(EngineTag.DATA_HOST, EngineTag.DATA_PORT, Alpn.DATA, null));
    }

    @Override
    public String name() {
        return "jdk";
    }

    private SSLEngine newEngine(String host, int port, Alpn alpn, @Nullable String resumeOnly) {
        var engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(false);
        var parameters = engine.getSSLParameters();
        parameters.setProtocols(protocols);
        parameters.setCipherSuites(suites);
        parameters.setUseCipherSuitesOrder(true);
        parameters.setNamedGroups(GROUPS);
        parameters.setEndpointIdentificationAlgorithm(resumeOnly);
        switch (trust) {
            case ClientTrust.Off _ -> parameters.setNeedClientAuth(false);
            case ClientTrust.Wanted _ -> parameters.setWantClientAuth(true);
            case ClientTrust.Required _ -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        // SunJSSE asks only when the client sent a list; null refuses the handshake.
        engine.setHandshakeApplicationProtocolSelector((_, offered) -> alpn.select(offered).orElse(null));
        return engine;
    }

    private static KeyManager[] keyManagers(KeyMaterial keys) throws GeneralSecurityException {
        var noPassword = new char[0];
        var store = emptyStore();
        store.setKeyEntry("server", keys.key(), noPassword, keys.chain().toArray(X509Certificate[]::new));
        var factory = KeyManagerFactory.getInstance("SunX509", "SunJSSE");
        factory.init(store, noPassword);
        return factory.getKeyManagers();
    }

    private static X509TrustManager paths(ClientTrust trust) throws GeneralSecurityException {
        var store = emptyStore();
        for (var authority : authorities(trust)) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
        var factory = TrustManagerFactory.getInstance("PKIX", "SunJSSE");
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers()).filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast).findFirst().orElseThrow();
    }

    private static List<X509Certificate> authorities(ClientTrust trust) {
        return switch (trust) {
            case ClientTrust.Off _ -> List.of();
            case ClientTrust.Wanted wanted -> wanted.authorities();
            case ClientTrust.Required required -> required.authorities();
        };
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty key store needs no file", e);
        }
    }
}
