package dev.ftpsd.tls.jdk;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;

import dev.ftpsd.tls.KeyMaterial;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the certificate of a handshake: of the host that the client asks for, one whose kind of key the client understands.
 * SunJSSE asks by kind, in the order of the client's signature algorithms (TLS 1.3) or of the suites (TLS 1.2).
 *
 * <p>It asks here too when it restores a session from a ticket, before it has said for which host, and throws the session away
 * where the answer is another chain than that of the ticket. An engine that is to resume therefore has a role with fixed pairs.
 */
final class ServerKeyManager extends X509ExtendedKeyManager {

    private final Generations generations;

    ServerKeyManager(Generations generations) {
        this.generations = generations;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        return EngineKeys.ofKind(EngineRole.of(engine).pairs(engine), keyType)
                .filter(_ -> canVerify(engine.getHandshakeSession(), keyType))
                .map(KeyMaterial::fingerprint).orElse(null);
    }

    /** Under TLS 1.2 SunJSSE goes by the suites alone, and finds too late that the client knows no signature of that kind. */
    private static boolean canVerify(@Nullable SSLSession session, String keyType) {
        if (!(session instanceof ExtendedSSLSession extended) || !keyType.equals("EC")) {
            return true;
        }
        var algorithms = extended.getPeerSupportedSignatureAlgorithms();
        return algorithms.length == 0 || Arrays.stream(algorithms).anyMatch(name -> name.endsWith("withECDSA"));
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return pair(alias).map(pair -> pair.chain().toArray(X509Certificate[]::new)).orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return pair(alias).map(KeyMaterial::key).orElse(null);
    }

    private Optional<KeyMaterial> pair(String alias) {
        return generations.live().stream().map(generation -> generation.pair(alias)).filter(Objects::nonNull)
                .findFirst();
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers,
            @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }
}
