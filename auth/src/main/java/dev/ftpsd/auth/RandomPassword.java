package dev.ftpsd.auth;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Makes the bootstrap user's password where none is given: 20 letters and digits, 116 bits. Those that people mix up
 * when they read them off a screen (0 O o, 1 l I) are left out, and so is everything that a shell or a URL would take
 * apart.
 */
public final class RandomPassword {

    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz";
    private static final int LENGTH = 20;

    private RandomPassword() {}

    /** A new password. */
    public static Secret generate(SecureRandom random) {
        var characters = new char[LENGTH];
        for (var i = 0; i < LENGTH; i++) {
            characters[i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        var secret = new Secret(characters);
        Arrays.fill(characters, '\0');
        return secret;
    }
}
