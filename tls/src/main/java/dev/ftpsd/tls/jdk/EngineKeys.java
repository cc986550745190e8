package dev.ftpsd.tls.jdk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.ftpsd.tls.CipherPolicy;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ClientVerifier;
import dev.ftpsd.tls.KeyMaterial;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TlsSettings;
import org.jspecify.annotations.Nullable;

/**
 * One generation of keys, with the settings and the trust that came with them. Every engine holds on to its own, and the
 * registry of all of them does not: a generation is gone when no connection uses it any more.
 */
final class EngineKeys {

    final String[] protocols;
    final String[] suites;
    final ClientTrust trust;
    final ServerKeys keys;
    private final Map<String, KeyMaterial> byAlias = new HashMap<>();

    EngineKeys(TlsSettings settings, ServerKeys keys, ClientTrust trust) {
        this.protocols = settings.protocols().toArray(String[]::new);
        this.suites = CipherPolicy.suites(settings).toArray(String[]::new);
        this.trust = trust;
        this.keys = keys;
        keys.all().forEach(pair -> byAlias.put(pair.fingerprint(), pair));
    }

    /** A certificate's fingerprint says which key belongs to it, in every generation. */
    @Nullable
    KeyMaterial pair(String alias) {
        return byAlias.get(alias);
    }

    Optional<ClientVerifier> verifier() {
        return switch (trust) {
            case ClientTrust.Off _ -> Optional.empty();
            case ClientTrust.Wanted(var verifier) -> Optional.of(verifier);
            case ClientTrust.Required(var verifier) -> Optional.of(verifier);
        };
    }

    /** What may be shown in one handshake: those of one host. */
    static Optional<KeyMaterial> ofKind(List<KeyMaterial> pairs, String keyType) {
        return pairs.stream().filter(pair -> pair.key().getAlgorithm().equals(keyType)).findFirst();
    }
}
