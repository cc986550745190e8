package dev.ftpsd.auth;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * Hashes a password whose clear text the running server was given, such as {@code FTPSD_PASSWORD}, for as long as it runs.
 *
 * <p>The hash stays in memory, beside the clear text in the environment or the file that it came from: a slow function would
 * protect nothing, and took its time of each start and each login. So it is one round of the function, and a text that
 * {@link PasswordHash#parse} refuses: what is kept in a file is for {@link Argon2idHasher}.
 */
public final class Pbkdf2Hasher {

    private static final int ROUNDS = 1;
    private static final int SALT_LENGTH = 16;
    private static final int TAG_LENGTH = 32;

    private final SecureRandom random;

    /** @param random where the salts come from */
    public Pbkdf2Hasher(SecureRandom random) {
        this.random = random;
    }

    /**
     * The hash of {@code password} with a new salt.
     *
     * @throws IllegalArgumentException if the password is empty or longer than {@link PasswordHash#LONGEST_PASSWORD}:
     *     nobody could log in with it
     */
    public PasswordHash hash(Secret password) {
        HashText.demandUsable(password);

        var salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        var bytes = password.toUtf8();
        try {
            var tag = Pbkdf2.compute(bytes, salt, ROUNDS, TAG_LENGTH);
            return new Pbkdf2(ROUNDS, new SaltedTag(salt, tag), encode(salt, tag));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static String encode(byte[] salt, byte[] tag) {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$pbkdf2-sha256$i=%d$%s$%s".formatted(ROUNDS, base64.encodeToString(salt), base64.encodeToString(tag));
    }
}
