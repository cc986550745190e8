package dev.ftpsd.tls.openssl;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ClientVerifier;

/**
 * Whether clients are asked for a certificate, and who judges it: the same verifier as with the JDK's engine.
 *
 * @param mode for {@link Ssl#setVerify}
 * @param verifier empty where nobody is asked
 */
record ClientRules(int mode, Optional<ClientVerifier> verifier) {

    /** SSL_VERIFY_NONE. */
    static final int OFF = 0;
    /** SSL_VERIFY_PEER. */
    static final int WANTED = 1;
    /** SSL_VERIFY_PEER and SSL_VERIFY_FAIL_IF_NO_PEER_CERT. */
    static final int REQUIRED = 3;

    static ClientRules of(ClientTrust trust) {
        return switch (trust) {
            case ClientTrust.Off _ -> new ClientRules(OFF, Optional.empty());
            case ClientTrust.Wanted(var verifier) -> new ClientRules(WANTED, Optional.of(verifier));
            case ClientTrust.Required(var verifier) -> new ClientRules(REQUIRED, Optional.of(verifier));
        };
    }

    /** Told to clients, which choose their certificate by it. */
    List<X509Certificate> authorities() {
        return verifier.map(ClientVerifier::authorities).orElse(List.of());
    }

    /** Returns where a chain, leaf first, is good. */
    void verify(List<X509Certificate> chain) throws CertificateException {
        if (verifier.isEmpty()) {
            throw new CertificateException("no client was asked for a certificate");
        }
        verifier.get().verify(chain);
    }
}
