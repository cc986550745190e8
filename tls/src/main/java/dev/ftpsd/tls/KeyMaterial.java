package dev.ftpsd.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * The server's private key and the certificates that vouch for it.
 *
 * @param key belongs to the first certificate
 * @param chain leaf first, each signed by the next one; never empty
 * @param remarks what works but should be said once in the log, such as a key that everybody may read
 */
public record KeyMaterial(PrivateKey key, List<X509Certificate> chain, List<String> remarks) {

    /** {@link X509Certificate#getSubjectAlternativeNames}: its number for a dNSName. */
    private static final Integer DNS_NAME = 2;

    public KeyMaterial {
        chain = List.copyOf(chain);
        remarks = List.copyOf(remarks);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a key without a certificate serves nobody");
        }
    }

    /** The server's own certificate. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** The host names that the certificate is for (RFC 6125 §6.4): those of its alternative names. */
    public List<HostName> hostNames() {
        try {
            var names = certificate().getSubjectAlternativeNames();
            return names == null ? List.of()
                    : names.stream().filter(name -> name.getFirst().equals(DNS_NAME))
                            .flatMap(name -> HostName.parse(String.valueOf(name.get(1))).stream()).toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** When the first certificate of the chain ceases to be valid. */
    public Instant expires() {
        return chain.stream().map(certificate -> certificate.getNotAfter().toInstant()).min(Instant::compareTo)
                .orElseThrow();
    }

    /** The certificate's SHA-256 as clients show it: {@code 3A:9F:...}, 32 octets. */
    public String fingerprint() {
        return fingerprint(certificate());
    }

    /** The same of any certificate that was parsed. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("a loaded certificate has a SHA-256", e);
        }
    }

    /** The key has no way into a log. */
    @Override
    public String toString() {
        return "KeyMaterial[" + certificate().getSubjectX500Principal() + ", " + fingerprint() + "]";
    }
}
