package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.security.GeneralSecurityException;
import java.util.IdentityHashMap;
import java.util.List;

import dev.ftpsd.tls.CipherPolicy;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.KeyMaterial;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TlsSettings;

/**
 * One generation of keys, with the settings and the trust that came with them. Every connection holds on to its own, so it is
 * gone when no connection uses it any more. Any thread; unchanged once made.
 */
final class Generation {

    private static final int TLS_1_2 = 0x0303;
    private static final int TLS_1_3 = 0x0304;

    private final SessionContext sessions;
    private final ServerKeys keys;
    private final ClientRules clients;
    private final List<String> protocols;
    private final List<String> suites;
    /** By the very list that {@link ServerKeys#forName} answers. */
    private final IdentityHashMap<List<KeyMaterial>, KeyContext> contexts = new IdentityHashMap<>();
    private final KeyContext telling;

    /**
     * Makes one.
     *
     * @throws GeneralSecurityException when OpenSSL cannot use a key, a certificate or a suite
     */
    Generation(SessionContext sessions, TlsSettings settings, ServerKeys keys, ClientTrust trust)
            throws GeneralSecurityException {
        this.sessions = sessions;
        this.keys = keys;
        this.clients = ClientRules.of(trust);
        this.protocols = settings.protocols();
        this.suites = CipherPolicy.suites(settings);
        contexts.put(keys.standard(), new KeyContext(keys.standard(), suites, clients, false));
        telling = new KeyContext(keys.standard(), suites, clients, true);
        for (var host : keys.hosts()) {
            contexts.put(host.pairs(), new KeyContext(host.pairs(), suites, clients, false));
        }
        sessions.setLifetime(settings.sessionLifetime());
        sessions.serve(protocols);
    }

    /** A version, {@code TLSv1.2} or {@code TLSv1.3}, as OpenSSL counts them. */
    static int version(String protocol) {
        return protocol.equals("TLSv1.2") ? TLS_1_2 : TLS_1_3;
    }

    /** What every engine of this generation offers. */
    ServerEngine.Offer offer() {
        return new ServerEngine.Offer(protocols, suites, clients.mode());
    }

    /**
     * A connection under the rules of this generation, which the caller frees. One for data speaks the versions of older
     * generations as well: its control connection may have come in under them. {@link #admits} judges when it is known.
     */
    MemorySegment newConnection(Role role) {
        var ssl = sessions.newConnection();
        var spoken = role == Role.DATA ? sessions.versions() : protocols;
        Ssl.setVersions(ssl, spoken.contains("TLSv1.2") ? TLS_1_2 : TLS_1_3,
                spoken.contains("TLSv1.3") ? TLS_1_3 : TLS_1_2);
        Ssl.setVerify(ssl, clients.mode());
        context(keys.standard()).giveTo(ssl);
        return ssl;
    }

    /** Whether a session of that version may be made under these rules. */
    boolean admits(String version) {
        return protocols.contains(version);
    }

    /** Has a connection show what belongs to the host that its client asks for; empty stands for no host. */
    void showHost(MemorySegment ssl, String name) {
        context(keys.forName(name)).giveTo(ssl);
    }

    /** Has OpenSSL tell what a connection is encrypted with that resumes a session, and so shows no certificates. */
    void tellSecrets(MemorySegment ssl) {
        telling.giveTo(ssl);
    }

    private KeyContext context(List<KeyMaterial> pairs) {
        var context = contexts.get(pairs);
        if (context == null) {
            throw new IllegalStateException("every list of pairs has a context");
        }
        return context;
    }

    SessionContext sessions() {
        return sessions;
    }

    /** Who judges client certificates. */
    ClientRules clients() {
        return clients;
    }
}
