package dev.ftpsd.tls;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Which of the administrator's certificates may sign those of clients. A path validation takes an anchor's word without a look at
 * what its certificate is for (RFC 5280 §6.1.1), and a client's own, trusted as it stands, would be an authority. Any thread.
 */
final class ClientIssuer {

    /** Bit of keyUsage (RFC 5280 §4.2.1.3). */
    private static final int KEY_CERT_SIGN = 5;

    private ClientIssuer() {}

    /** Why a certificate may sign no other; empty where it may. One of version 1 or 2 cannot say what it is for. */
    static Optional<String> flaw(X509Certificate certificate) {
        if (certificate.getVersion() < 3) {
            return Optional.empty();
        }
        if (certificate.getBasicConstraints() < 0) {
            return Optional.of("basicConstraints without CA");
        }
        var usage = certificate.getKeyUsage();
        return usage == null || usage[KEY_CERT_SIGN] ? Optional.empty() : Optional.of("keyUsage without keyCertSign");
    }
}
