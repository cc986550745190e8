package dev.ftpsd.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks client certificates by their path to an authority (RFC 5280 §6), their dates and their purpose. Any thread.
 *
 * <p>A certificate that says what it is for must say clientAuth; one that says nothing is for everything (RFC 5280 §4.2.1.12).
 */
public final class ClientPaths implements ClientVerifier {

    private static final String CLIENT_PURPOSE = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    /** RFC 5280 sets no limit; nobody has more, and a client shall not choose how much is computed. */
    private static final int LONGEST_PATH = 8;

    private final List<X509Certificate> authorities;
    private final Set<TrustAnchor> anchors;
    private final InstantSource clock;

    /** @param authorities roots or intermediates, each trusted as it stands; at least one */
    public ClientPaths(List<X509Certificate> authorities, InstantSource clock) {
        if (authorities.isEmpty()) {
            throw new IllegalArgumentException("client certificates need at least one authority");
        }
        this.authorities = List.copyOf(authorities);
        this.anchors = this.authorities.stream().map(authority -> new TrustAnchor(authority, null))
                .collect(Collectors.toSet());
        this.clock = clock;
    }

    @Override
    public List<X509Certificate> authorities() {
        return authorities;
    }

    @Override
    public void verify(List<X509Certificate> chain) throws CertificateException {
        checkPath(chain);
    }

    @Override
    public void verifyAgain(List<X509Certificate> chain) throws CertificateException {
        checkPath(chain);
    }

    private void checkPath(List<X509Certificate> chain) throws CertificateException {
        var leaf = chain.getFirst();
        checkPurpose(leaf);
        try {
            var parameters = new PKIXParameters(anchors);
            parameters.setDate(Date.from(clock.instant()));
            parameters.setRevocationEnabled(false);
            var path = CertificateFactory.getInstance("X.509").generateCertPath(inOrder(chain));
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
        } catch (CertPathValidatorException e) {
            throw new CertificateException(name(leaf) + ": " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new CertificateException(name(leaf) + ": cannot be checked: " + e.getMessage(), e);
        }
    }

    /** From the leaf up to the one that an authority signed: clients send roots along, and some send all in disorder. */
    private List<X509Certificate> inOrder(List<X509Certificate> chain) {
        var path = new ArrayList<X509Certificate>();
        path.add(chain.getFirst());
        while (path.size() < LONGEST_PATH && authorities.stream().noneMatch(anchor -> signed(anchor, path.getLast()))) {
            var issuer = chain.stream().filter(candidate -> !path.contains(candidate))
                    .filter(candidate -> signed(candidate, path.getLast())).findFirst();
            if (issuer.isEmpty()) {
                break;
            }
            path.add(issuer.get());
        }
        return path;
    }

    /** By its name: whether the signature is right too is for the validation, which says so if not. */
    private static boolean signed(X509Certificate issuer, X509Certificate certificate) {
        return issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static void checkPurpose(X509Certificate leaf) throws CertificateException {
        var purposes = leaf.getExtendedKeyUsage();
        if (purposes != null && !purposes.contains(CLIENT_PURPOSE) && !purposes.contains(ANY_PURPOSE)) {
            throw new CertificateException(name(leaf) + ": Extended key usage does not include clientAuth");
        }
    }

    private static String name(X509Certificate leaf) {
        return "client certificate " + leaf.getSubjectX500Principal();
    }
}
