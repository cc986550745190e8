package dev.ftpsd.auth;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is held against what a user shows at login.
 *
 * @param accepted each of them alone lets the user in
 * @param password the stored hash; null means that no password logs this user in
 * @param codes the secret of the one-time codes; null means that there are none
 */
public record Proofs(Set<LoginMethod> accepted, @Nullable PasswordHash password, @Nullable CodeSecret codes) {

    /** Nothing lets this user in. */
    public static final Proofs NONE = new Proofs(Set.of(), null, null);

    public Proofs {
        accepted = Set.copyOf(accepted);
        if (accepted.contains(LoginMethod.PASSWORD_AND_CODE) && codes == null) {
            throw new IllegalArgumentException("a login by password+totp needs the secret of the codes");
        }
    }

    /** A password alone lets the user in. */
    public static Proofs of(PasswordHash password) {
        return new Proofs(Set.of(LoginMethod.PASSWORD), password, null);
    }

    /** Whether a right password is not enough without the code of this half minute. */
    public boolean wantsCode() {
        return accepted.contains(LoginMethod.PASSWORD_AND_CODE) && !accepted.contains(LoginMethod.PASSWORD);
    }

    /** Whether a password has a part in some login of this user. */
    boolean takesPassword() {
        return accepted.contains(LoginMethod.PASSWORD) || accepted.contains(LoginMethod.PASSWORD_AND_CODE);
    }
}
