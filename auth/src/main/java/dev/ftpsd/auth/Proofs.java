package dev.ftpsd.auth;

import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is held against what a user shows at login.
 *
 * @param accepted each of them alone lets the user in
 * @param password the stored hash; null means that no password logs this user in
 * @param codes the secret of the one-time codes; null means that there are none
 * @param certificates which are the user's; one of them is enough
 */
public record Proofs(Set<LoginMethod> accepted, @Nullable PasswordHash password, @Nullable CodeSecret codes,
        List<CertificateName> certificates) {

    /** Nothing lets this user in. */
    public static final Proofs NONE = new Proofs(Set.of(), null, null, List.of());

    public Proofs {
        accepted = Set.copyOf(accepted);
        certificates = List.copyOf(certificates);
        if (accepted.contains(LoginMethod.PASSWORD_AND_CODE) && codes == null) {
            throw new IllegalArgumentException("a login by password+totp needs the secret of the codes");
        }
    }

    /** Those of a user without certificates. */
    public Proofs(Set<LoginMethod> accepted, @Nullable PasswordHash password, @Nullable CodeSecret codes) {
        this(accepted, password, codes, List.of());
    }

    /** A password alone lets the user in. */
    public static Proofs of(PasswordHash password) {
        return new Proofs(Set.of(LoginMethod.PASSWORD), password, null, List.of());
    }

    /** Whether a right password is not enough without the code of this half minute. */
    public boolean wantsCode() {
        return accepted.contains(LoginMethod.PASSWORD_AND_CODE) && !accepted.contains(LoginMethod.PASSWORD);
    }

    /** Whether no login of this user goes without one of the user's certificates. */
    public boolean wantsCertificate() {
        return !Collections.disjoint(accepted, LoginMethod.WITH_CERTIFICATE)
                && LoginMethod.WITH_CERTIFICATE.containsAll(accepted);
    }

    /** Whether the client's own certificate is one of the user's. */
    public boolean recognises(List<X509Certificate> chain) {
        return !chain.isEmpty() && certificates.stream().anyMatch(name -> name.means(chain.getFirst()));
    }

    /** Whether a password has a part in some login of this user. */
    boolean takesPassword() {
        return accepted.contains(LoginMethod.PASSWORD) || accepted.contains(LoginMethod.PASSWORD_AND_CODE)
                || accepted.contains(LoginMethod.PASSWORD_AND_CERTIFICATE);
    }
}
