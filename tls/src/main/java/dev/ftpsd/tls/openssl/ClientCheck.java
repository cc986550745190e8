package dev.ftpsd.tls.openssl;

import java.io.ByteArrayInputStream;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Client certificates as Java sees them. Any thread. */
final class ClientCheck {

    /** X509_STORE_CTX_get_error(3): X509_V_OK. */
    static final int GOOD = 0;

    private static final int EXPIRED = 10;
    private static final int UNKNOWN_AUTHORITY = 20;
    private static final int REVOKED = 23;
    private static final int REJECTED = 28;

    private ClientCheck() {}

    /** Certificates out of DER; none out of none, as of most clients. */
    static List<X509Certificate> parse(List<byte[]> chain) throws CertificateException {
        if (chain.isEmpty()) {
            return List.of();
        }
        var factory = CertificateFactory.getInstance("X.509");
        var certificates = new ArrayList<X509Certificate>();
        for (var der : chain) {
            certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
        }
        return List.copyOf(certificates);
    }

    /** The X509_V_ERR_* whose alert tells the client why it was refused. */
    static int error(CertificateException refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CertificateExpiredException _ -> {
                    return EXPIRED;
                }
                case CertificateRevokedException _ -> {
                    return REVOKED;
                }
                case CertPathValidatorException path when path
                        .getReason() == CertPathValidatorException.BasicReason.EXPIRED -> {
                    return EXPIRED;
                }
                default -> {
                    // The reason may lie deeper.
                }
            }
        }
        return refusal.getCause() == null ? REJECTED : UNKNOWN_AUTHORITY;
    }
}
