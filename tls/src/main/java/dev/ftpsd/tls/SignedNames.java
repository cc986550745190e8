package dev.ftpsd.tls;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/**
 * Which names an authority may sign, by its own certificate (RFC 5280 §4.2.1.10). Java keeps to the word of those that it finds on a
 * path, and not to that of the anchor, which may be a partner's. Any thread.
 */
final class SignedNames {

    private final String issuer;
    private final PKIXNameConstraintValidator rules = new PKIXNameConstraintValidator();
    /** Tags of the general names that there is a rule for; others are free, and some of them the rules do not know. */
    private final Set<Integer> ruled = new HashSet<>();

    private SignedNames(String issuer) {
        this.issuer = issuer;
    }

    /**
     * Those of an authority.
     *
     * @throws IllegalArgumentException if its nameConstraints are of a kind that cannot be kept
     */
    static SignedNames of(X509Certificate authority) {
        var names = new SignedNames(authority.getSubjectX500Principal().toString());
        try {
            var extension = new JcaX509CertificateHolder(authority).getExtension(Extension.nameConstraints);
            if (extension != null) {
                names.keep(NameConstraints.getInstance(extension.getParsedValue()));
            }
            return names;
        } catch (CertificateEncodingException | RuntimeException e) {
            throw new IllegalArgumentException(names.issuer + " has nameConstraints of a kind that cannot be kept", e);
        }
    }

    private void keep(NameConstraints constraints) {
        var permitted = constraints.getPermittedSubtrees();
        if (permitted != null) {
            rules.intersectPermittedSubtree(permitted);
            note(permitted);
        }
        var excluded = constraints.getExcludedSubtrees();
        if (excluded != null) {
            Arrays.stream(excluded).forEach(rules::addExcludedSubtree);
            note(excluded);
        }
    }

    private void note(GeneralSubtree... subtrees) {
        Arrays.stream(subtrees).forEach(subtree -> ruled.add(subtree.getBase().getTagNo()));
    }

    /**
     * Checks the names of a certificate whose path has been validated.
     *
     * @throws CertPathValidatorException if the authority may not sign one of them
     */
    void check(X509Certificate certificate) throws CertPathValidatorException {
        if (ruled.isEmpty()) {
            return;
        }
        try {
            check(new JcaX509CertificateHolder(certificate));
        } catch (NameConstraintValidatorException | CertificateEncodingException | RuntimeException e) {
            throw new CertPathValidatorException("nameConstraints of " + issuer + " do not admit the names of "
                    + certificate.getSubjectX500Principal() + ": " + e.getMessage(), e, null, -1,
                    PKIXReason.INVALID_NAME);
        }
    }

    private void check(X509CertificateHolder certificate) throws NameConstraintValidatorException {
        var subject = certificate.getSubject();
        if (subject.size() > 0) {
            rules.checkPermittedDN(subject);
            rules.checkExcludedDN(subject);
        }
        // The RFC has it checked where there are no other names; whoever reads it does so whether or not there are.
        for (var part : subject.getRDNs(BCStyle.EmailAddress)) {
            for (var value : part.getTypesAndValues()) {
                if (value.getType().equals(BCStyle.EmailAddress)) {
                    check(new GeneralName(GeneralName.rfc822Name, IETFUtils.valueToString(value.getValue())));
                }
            }
        }
        var others = certificate.getExtension(Extension.subjectAlternativeName);
        if (others != null) {
            for (var name : GeneralNames.getInstance(others.getParsedValue()).getNames()) {
                check(name);
            }
        }
    }

    private void check(GeneralName name) throws NameConstraintValidatorException {
        if (ruled.contains(name.getTagNo())) {
            rules.checkPermitted(name);
            rules.checkExcluded(name);
        }
    }
}
