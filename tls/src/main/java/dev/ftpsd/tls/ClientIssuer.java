package dev.ftpsd.tls;

import java.security.cert.CertPathValidatorException;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * One of the administrator's certificates that may sign those of clients, and what it may sign. A path validation takes an anchor's
 * word without a look at its certificate (RFC 5280 §6.1.1): a client's own, trusted as it stands, would be an authority, and a partner's
 * authority would be one for everybody. Any thread.
 */
final class ClientIssuer {

    /** Bit of keyUsage (RFC 5280 §4.2.1.3). */
    private static final int KEY_CERT_SIGN = 5;

    private final X509Certificate certificate;
    private final SignedNames names;

    /** @throws IllegalArgumentException if its nameConstraints are of a kind that cannot be kept */
    ClientIssuer(X509Certificate certificate) {
        this.certificate = certificate;
        this.names = SignedNames.of(certificate);
    }

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

    TrustAnchor anchor() {
        return new TrustAnchor(certificate, null);
    }

    /** By its name: whether the signature is right too is for the validation, which says so if not. */
    boolean hasSigned(X509Certificate other) {
        return certificate.getSubjectX500Principal().equals(other.getIssuerX500Principal());
    }

    /**
     * Checks that a path, which has been validated from here, keeps to what this certificate says of it.
     *
     * @param path the client's certificate first
     * @throws CertPathValidatorException if it is too long (RFC 5280 §4.2.1.9) or has names that may not be signed
     */
    void check(List<X509Certificate> path) throws CertPathValidatorException {
        var longest = certificate.getBasicConstraints();
        var counted = path.stream().skip(1).filter(authority -> !isSelfIssued(authority)).count();
        if (longest >= 0 && counted > longest) {
            throw new CertPathValidatorException("pathLenConstraint of " + certificate.getSubjectX500Principal()
                    + " admits " + longest + " authorities below it, and there are " + counted, null, null, -1,
                    PKIXReason.PATH_TOO_LONG);
        }
        for (var one : path) {
            // Whoever renews a key of its own signs no name but its own (RFC 5280 §6.1.3).
            if (one.equals(path.getFirst()) || !isSelfIssued(one)) {
                names.check(one);
            }
        }
    }

    private static boolean isSelfIssued(X509Certificate one) {
        return one.getSubjectX500Principal().equals(one.getIssuerX500Principal());
    }
}
