package dev.ftpsd.auth;

import java.util.Arrays;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.BCrypt;

/**
 * bcrypt as OpenBSD, htpasswd and PHP write it. {@code 2a}, {@code 2b} and {@code 2y} name the same function: the
 * letters mark bugs of old implementations, and {@code 2x}, which stands for one of them, is refused.
 *
 * @param rounds the binary logarithm of the number of rounds
 */
record Bcrypt(int rounds, SaltedTag stored, String encoded) implements PasswordHash {

    private static final String ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final Pattern FORM =
            Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})");

    private static final int FEWEST_ROUNDS = 4;
    private static final int MOST_ROUNDS = 16; // some seconds
    private static final int ADVISED_ROUNDS = 10;
    private static final int LONGEST_KEY = 72;

    static Bcrypt parse(String text) {
        var fields = FORM.matcher(text);
        if (!fields.matches()) {
            throw HashText.malformed("bcrypt", "$2b$12$ and 53 characters");
        }

        var rounds = HashText.within(Integer.parseInt(fields.group(1)), FEWEST_ROUNDS, MOST_ROUNDS, "cost");
        return new Bcrypt(rounds, HashText.saltedTag(toBase64(fields.group(2)), toBase64(fields.group(3))), text);
    }

    @Override
    public boolean matches(Secret password) {
        return stored.matches(password, this::compute);
    }

    /** The stored result is cut by one byte, as everywhere. */
    private byte[] compute(byte[] password) {
        // The key ends with a zero byte; behind 72 bytes bcrypt sees nothing, here as in every other implementation.
        var key = Arrays.copyOf(password, Math.min(password.length + 1, LONGEST_KEY));
        try {
            return Arrays.copyOf(BCrypt.generate(key, stored.salt(), rounds, false), stored.tagLength());
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    @Override
    public boolean weak() {
        return rounds < ADVISED_ROUNDS;
    }

    @Override
    public String cost() {
        return "bcrypt cost=" + rounds;
    }

    @Override
    public String toString() {
        return cost();
    }

    /** bcrypt's Base64 has its own order of the characters. */
    private static String toBase64(String text) {
        var translated = new StringBuilder(text.length());
        text.chars().forEach(character -> translated.append(BASE64.charAt(ALPHABET.indexOf(character))));
        return translated.toString();
    }
}
