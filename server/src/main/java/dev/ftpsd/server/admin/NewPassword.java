package dev.ftpsd.server.admin;

import java.io.IOException;
import java.security.SecureRandom;

import dev.ftpsd.auth.Argon2idHasher;
import dev.ftpsd.auth.PasswordHash;
import dev.ftpsd.auth.RandomPassword;

/**
 * A password that a user is given.
 *
 * @param hash what the users file gets
 * @param told a line with the password, behind a line end, where it was made here; else empty
 */
record NewPassword(PasswordHash hash, String told) {

    /**
     * The one of {@link Passwords#read}, or one that is made where there is none.
     *
     * @throws IllegalArgumentException if nobody could log in with it
     */
    static NewPassword ask(boolean fromInput) throws IOException {
        var random = new SecureRandom();
        var typed = Passwords.read(fromInput);
        try (var password = typed.orElseGet(() -> RandomPassword.generate(random))) {
            var told = typed.isEmpty()
                    ? "\nThe password is  " + new String(password.toCharArray()) + "  - shown this once." : "";
            return new NewPassword(new Argon2idHasher(random).hash(password), told);
        }
    }

    @Override
    public String toString() {
        return hash.cost();
    }
}
