package dev.ftpsd.server.config.certificate;

import java.util.List;
import java.util.Optional;

import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ClientVerifier;
import dev.ftpsd.tls.ServerKeys;

/**
 * What a server serves with.
 *
 * @param pairs where the keys come from
 */
public record TlsMaterial(ServerKeys keys, ClientTrust trust, List<ServedPair> pairs) {

    public TlsMaterial {
        pairs = List.copyOf(pairs);
    }

    /** Who judges client certificates; empty where none is asked for. */
    public Optional<ClientVerifier> verifier() {
        return switch (trust) {
            case ClientTrust.Off() -> Optional.empty();
            case ClientTrust.Wanted(var verifier) -> Optional.of(verifier);
            case ClientTrust.Required(var verifier) -> Optional.of(verifier);
        };
    }
}
