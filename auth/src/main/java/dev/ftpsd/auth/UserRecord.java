package dev.ftpsd.auth;

import org.jspecify.annotations.Nullable;

/**
 * A user as the users files describe them: the account that a login gives, and what the login asks for.
 *
 * @param account what the user gets
 * @param proofs what the login asks for
 * @param admission when and from where the user may in
 * @param origin where the user is written, as file:line, such as {@code users.yaml:14}
 */
public record UserRecord(Account account, Proofs proofs, Admission admission, String origin) {

    /** Whether both say the same, wherever in the files they stand. */
    public boolean says(UserRecord other) {
        return anywhere().equals(other.anywhere());
    }

    private UserRecord anywhere() {
        return new UserRecord(account, proofs, admission, "");
    }

    /** The user's name, compared exactly. */
    public String name() {
        return account.name();
    }

    /** The hash that a login compares with; null means that no password has a part in one. */
    public @Nullable PasswordHash password() {
        return proofs.takesPassword() ? proofs.password() : null;
    }
}
