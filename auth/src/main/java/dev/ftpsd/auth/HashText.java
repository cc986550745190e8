package dev.ftpsd.auth;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What the readers of the hash formats share: fields between dollar signs, bounded numbers, Base64, and their errors.
 */
final class HashText {

    private static final String REMEDY = ": make one with `ftpsd hash`";
    private static final int LONGEST = 512;
    // A kind that is echoed in an error; anything else may be part of a password that begins with a dollar sign.
    private static final Pattern KNOWN_ELSEWHERE = Pattern.compile(
            "1|2|2x|7|y|gy|apr1|sha1|md5|argon2[id]|bcrypt|bcrypt-sha256|pbkdf2|pbkdf2-sha(1|512)|pbkdf2-digest");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,9}");
    private static final int SHORTEST_SALT = 8;
    private static final int SHORTEST_TAG = 16;
    private static final int LONGEST_BYTES = 64;

    private HashText() {}

    /**
     * Lets a password pass that a hash may be made of.
     *
     * @throws IllegalArgumentException if nobody could log in with it
     */
    static void demandUsable(Secret password) {
        if (password.length() == 0) {
            throw new IllegalArgumentException("the password is empty");
        }
        if (password.length() > PasswordHash.LONGEST_PASSWORD) {
            throw new IllegalArgumentException(
                    "the password has more than " + PasswordHash.LONGEST_PASSWORD + " characters");
        }
    }

    /** The word between the first two dollar signs. */
    static String kindOf(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "the password hash is empty" + REMEDY + ", or leave `password` out for no password login");
        }
        var end = text.indexOf('$', 1);
        if (!text.startsWith("$") || end < 0 || text.length() > LONGEST) {
            throw new IllegalArgumentException("not a password hash (clear text is refused)" + REMEDY);
        }
        return text.substring(1, end);
    }

    static IllegalArgumentException unknownKind(String kind) {
        if (!KNOWN_ELSEWHERE.matcher(kind).matches()) {
            return new IllegalArgumentException("not a password hash (clear text is refused)" + REMEDY);
        }
        return new IllegalArgumentException("password hashes of kind $" + kind
                + "$ are not supported (argon2id, bcrypt, scrypt, pbkdf2-sha256, $5$ and $6$ are)" + REMEDY);
    }

    static IllegalArgumentException malformed(String kind, String form) {
        return new IllegalArgumentException(
                "not a whole " + kind + " hash (expected " + form + "; was it cut off, or not quoted?)" + REMEDY);
    }

    /** A cost that is too high for a server on which many log in, or too low to be meant. */
    static int within(int value, int least, int most, String what) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("the password hash's " + what + " is " + value + ", which is not within "
                    + least + " to " + most + REMEDY);
        }
        return value;
    }

    /** A whole number without sign or leading zeros; one that no {@code int} holds is the largest {@code int}. */
    static int number(String digits, String what) {
        if (!NUMBER.matcher(digits).matches()) {
            throw new IllegalArgumentException("the password hash's " + what + " is not a number" + REMEDY);
        }
        return (int) Math.min(Long.parseLong(digits), Integer.MAX_VALUE);
    }

    static IllegalArgumentException tooExpensive(String cost) {
        return new IllegalArgumentException(
                "the password hash (" + cost + ") would hold up every login for seconds or use up the memory" + REMEDY);
    }

    /** A salt and the result, in Base64 without padding. */
    static SaltedTag saltedTag(String salt, String tag) {
        return new SaltedTag(bytes(salt, SHORTEST_SALT, "salt"), bytes(tag, SHORTEST_TAG, "result"));
    }

    private static byte[] bytes(String base64, int shortest, String what) {
        var bytes = decode(base64, what);
        // An empty result would match every password, a short one is soon found by trying.
        if (bytes.length < shortest || bytes.length > LONGEST_BYTES) {
            throw new IllegalArgumentException("the password hash's " + what + " has " + bytes.length
                    + " bytes, which is not within " + shortest + " to " + LONGEST_BYTES + REMEDY);
        }
        return bytes;
    }

    private static byte[] decode(String base64, String what) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the password hash's " + what + " is not Base64" + REMEDY, e);
        }
    }
}
