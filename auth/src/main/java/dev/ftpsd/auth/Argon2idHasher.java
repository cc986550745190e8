package dev.ftpsd.auth;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/**
 * Makes new hashes, for {@code ftpsd hash} and for a password that the server makes for its first user.
 *
 * <p>The cost is the Argon2id setting that OWASP names first: 19 MiB, two passes, one lane. It takes 25 ms of an idle
 * core and 65 ms on a busy two-core machine with a heap of 256 MiB, where a single computing thread let 500 clients who
 * came back at once in within 32 seconds. The second setting of RFC 9106 §4 (64 MiB, three passes) takes 160 ms on the
 * idle core already: the last of the 500 would wait for 80 seconds at best, near the login timeout of 90.
 */
public final class Argon2idHasher {

    private static final int MEMORY = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_LENGTH = 16;
    private static final int TAG_LENGTH = 32;

    private final SecureRandom random;

    /** @param random where the salts come from */
    public Argon2idHasher(SecureRandom random) {
        this.random = random;
    }

    /**
     * The hash of {@code password} with a new salt; {@link PasswordHash#encoded()} is the line for {@code users.yaml}.
     *
     * @throws IllegalArgumentException if the password is empty or longer than {@link PasswordHash#LONGEST_PASSWORD}:
     *     nobody could log in with it
     */
    public PasswordHash hash(Secret password) {
        HashText.demandUsable(password);

        var salt = random(SALT_LENGTH);
        var bytes = password.toUtf8();
        try {
            var tag = Argon2id.compute(Argon2id.cost(MEMORY, PASSES, LANES), salt, bytes, TAG_LENGTH);
            return PasswordHash.parse(encode(salt, tag));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** A hash that no password is known for, to be compared with in vain: of the same cost, but nothing is computed for it. */
    PasswordHash decoy() {
        return PasswordHash.parse(encode(random(SALT_LENGTH), random(TAG_LENGTH)));
    }

    private byte[] random(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String encode(byte[] salt, byte[] tag) {
        var base64 = Base64.getEncoder().withoutPadding();
        return String.format(Locale.ROOT, "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s", MEMORY, PASSES, LANES,
                base64.encodeToString(salt), base64.encodeToString(tag));
    }
}
