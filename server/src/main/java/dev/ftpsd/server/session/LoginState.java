package dev.ftpsd.server.session;

import dev.ftpsd.auth.Account;
import dev.ftpsd.storage.VirtualPath;

/**
 * How far the login has come (RFC 959 §5.4).
 *
 * <pre>
 *   Nobody --USER--> UserGiven --PASS--> LoggedIn
 *      ^----wrong password----|             |
 *      ^----------------AUTH, REIN----------|
 * </pre>
 */
public sealed interface LoginState {

    /** Nobody has said who they are. */
    record Nobody() implements LoginState {}

    /**
     * USER was given; a password is awaited.
     *
     * @param user the name as sent
     */
    record UserGiven(String user) implements LoginState {}

    /**
     * Logged in.
     *
     * @param files what the account may see and do, rights included
     * @param workingDirectory what relative paths start from
     */
    record LoggedIn(Account account, GuardedFileStore files, VirtualPath workingDirectory) implements LoginState {}

    /** Who is logged in, or whose name was tried; empty before USER. */
    default String user() {
        return switch (this) {
            case Nobody() -> "";
            case UserGiven(var name) -> name;
            case LoggedIn in -> in.account().name();
        };
    }
}
