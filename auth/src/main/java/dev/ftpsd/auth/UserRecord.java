package dev.ftpsd.auth;

import org.jspecify.annotations.Nullable;

/**
 * A user as the users files describe them: the account that a login gives, and what the login asks for.
 *
 * @param account what the user gets
 * @param password the stored hash; null means that no password logs this user in
 * @param admission when and from where the user may in
 * @param origin where the user is written, as file:line, such as {@code users.yaml:14}
 */
public record UserRecord(Account account, @Nullable PasswordHash password, Admission admission, String origin) {

    /** The user's name, compared exactly. */
    public String name() {
        return account.name();
    }
}
