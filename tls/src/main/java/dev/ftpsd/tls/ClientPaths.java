package dev.ftpsd.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.ftpsd.tls.Revocation.Ocsp;

/**
 * Checks client certificates by their path to an authority (RFC 5280 §6), their dates, their purpose, and whether they
 * were revoked. Any thread.
 *
 * <p>A certificate that says what it is for must say clientAuth, and one that says what its key is for must say
 * digitalSignature; one that says nothing is for everything (RFC 5280 §4.2.1.12, §4.2.1.3).
 */
public final class ClientPaths implements ClientVerifier {

    private static final String CLIENT_PURPOSE = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    /** Bit of keyUsage (RFC 5280 §4.2.1.3): a client proves by a signature that the certificate is its own (RFC 5246 §7.4.6). */
    private static final int DIGITAL_SIGNATURE = 0;

    /** RFC 5280 sets no limit; nobody has more, and a client shall not choose how much is computed. */
    private static final int LONGEST_PATH = 8;

    private final List<X509Certificate> authorities;
    private final List<ClientIssuer> issuers;
    private final Revocation revocation;
    private final InstantSource clock;

    /** The same without a look at revocation. */
    public ClientPaths(List<X509Certificate> authorities, InstantSource clock) {
        this(authorities, Revocation.NONE, clock);
    }

    /**
     * One that looks at revocation.
     *
     * @param authorities roots or intermediates, and clients' own certificates, each trusted as it stands; at least one. Those that say
     *        that they are no authority are good for themselves alone
     * @throws IllegalArgumentException if there is none, or the nameConstraints of one are of a kind that cannot be kept
     */
    public ClientPaths(List<X509Certificate> authorities, Revocation revocation, InstantSource clock) {
        if (authorities.isEmpty()) {
            throw new IllegalArgumentException("client certificates need at least one authority");
        }
        this.authorities = List.copyOf(authorities);
        this.issuers = this.authorities.stream().filter(authority -> ClientIssuer.flaw(authority).isEmpty())
                .map(ClientIssuer::new).toList();
        this.revocation = revocation;
        this.clock = clock;
    }

    @Override
    public List<X509Certificate> authorities() {
        return authorities;
    }

    @Override
    public List<X509CRL> revocationLists() {
        return revocation.lists();
    }

    @Override
    public void verify(List<X509Certificate> chain) throws CertificateException {
        verifyAgain(chain);
        var leaf = chain.getFirst();
        var asked = switch (revocation.ocsp()) {
            case OFF -> false;
            case SOFT -> OcspResponders.isNamedBy(leaf);
            case HARD -> true;
        };
        if (asked && !authorities.contains(leaf)) {
            Waiting.on(() -> validate(chain, EnumSet.of(Option.ONLY_END_ENTITY, Option.NO_FALLBACK),
                    revocation.ocsp() == Ocsp.SOFT));
        }
    }

    @Override
    public void verifyAgain(List<X509Certificate> chain) throws CertificateException {
        var leaf = chain.getFirst();
        checkPurpose(leaf);
        // Trusted as it stands; it is signed by itself or by somebody whom nobody here needs to know.
        if (authorities.contains(leaf)) {
            leaf.checkValidity(Date.from(clock.instant()));
            return;
        }
        var options = EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK);
        if (!coversIntermediates(chain)) {
            options.add(Option.ONLY_END_ENTITY);
        }
        validate(chain, revocation.lists().isEmpty() ? Set.of() : options, false);
    }

    /** @param revocationChecks none where revocation is not looked at */
    private void validate(List<X509Certificate> chain, Set<Option> revocationChecks, boolean soft)
            throws CertificateException {
        var name = "client certificate " + chain.getFirst().getSubjectX500Principal();
        var path = inOrder(chain);
        try {
            var failure = new CertPathValidatorException(
                    "no authority is there that could have signed it" + whoMayNot(path.getLast()), null, null, -1,
                    PKIXReason.NO_TRUST_ANCHOR);
            for (var issuer : issuers) {
                if (issuer.hasSigned(path.getLast())) {
                    try {
                        validate(path, issuer, revocationChecks, soft);
                        return;
                    } catch (CertPathValidatorException e) {
                        // Another authority may have the same name, and its signature is not the one to be told of.
                        failure = failure.getReason() == PKIXReason.NO_TRUST_ANCHOR
                                || e.getReason() != BasicReason.INVALID_SIGNATURE ? e : failure;
                    }
                }
            }
            throw failure;
        } catch (CertPathValidatorException e) {
            throw new CertificateException(name + ": " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new CertificateException(name + ": cannot be checked: " + e.getMessage(), e);
        }
    }

    /** Whoever made an authority without basicConstraints finds it among those that are good for themselves alone. */
    private String whoMayNot(X509Certificate signed) {
        return authorities.stream().filter(authority -> signed(authority, signed))
                .flatMap(authority -> ClientIssuer.flaw(authority).stream()
                        .map(flaw -> ": " + authority.getSubjectX500Principal() + " is there, but is no authority ("
                                + flaw
                                + ")"))
                .findFirst().orElse("");
    }

    private void validate(List<X509Certificate> path, ClientIssuer issuer, Set<Option> revocationChecks, boolean soft)
            throws GeneralSecurityException {
        var validator = CertPathValidator.getInstance("PKIX");
        var parameters = new PKIXParameters(Set.of(issuer.anchor()));
        parameters.setDate(Date.from(clock.instant()));
        parameters.setRevocationEnabled(!revocationChecks.isEmpty());
        if (!revocationChecks.isEmpty()) {
            var checker = (PKIXRevocationChecker) validator.getRevocationChecker();
            var options = EnumSet.copyOf(revocationChecks);
            if (soft) {
                options.add(Option.SOFT_FAIL);
            }
            checker.setOptions(options);
            parameters.addCertPathChecker(checker);
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(revocation.lists())));
        }
        validator.validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
        issuer.check(path);
    }

    /** Whether a list tells of intermediate authorities too: then it must tell of all of them. */
    private boolean coversIntermediates(List<X509Certificate> chain) {
        return inOrder(chain).stream().skip(1)
                .anyMatch(intermediate -> revocation.lists().stream().anyMatch(
                        list -> list.getIssuerX500Principal().equals(intermediate.getIssuerX500Principal())));
    }

    /** From the leaf up to the one that an authority signed: clients send roots along, and some send all in disorder. */
    private List<X509Certificate> inOrder(List<X509Certificate> chain) {
        var path = new ArrayList<X509Certificate>();
        path.add(chain.getFirst());
        while (path.size() < LONGEST_PATH && issuers.stream().noneMatch(issuer -> issuer.hasSigned(path.getLast()))) {
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
        var usage = leaf.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE]) {
            throw new CertificateException("client certificate " + leaf.getSubjectX500Principal()
                    + ": Key usage does not include digitalSignature");
        }
        var purposes = leaf.getExtendedKeyUsage();
        if (purposes != null && !purposes.contains(CLIENT_PURPOSE) && !purposes.contains(ANY_PURPOSE)) {
            throw new CertificateException("client certificate " + leaf.getSubjectX500Principal()
                    + ": Extended key usage does not include clientAuth");
        }
    }
}
