package dev.ftpsd.auth;

import java.util.regex.Pattern;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/** PBKDF2 (RFC 8018 §5.2) with HMAC-SHA-256, in the text form of passlib or with named parameters. */
record Pbkdf2(int rounds, SaltedTag stored, String encoded) implements PasswordHash {

    private static final Pattern PASSLIB = Pattern
            .compile("\\$pbkdf2-sha256\\$(\\d+)\\$([A-Za-z0-9./]+)\\$([A-Za-z0-9./]+)");
    private static final Pattern NAMED = Pattern
            .compile("\\$pbkdf2-sha256\\$i=(\\d+)(?:,l=(\\d+))?\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private static final int FEWEST_ROUNDS = 1000; // RFC 8018 §4.2
    private static final int MOST_ROUNDS = 5_000_000; // some seconds
    private static final int ADVISED_ROUNDS = 600_000; // OWASP

    static Pbkdf2 parse(String text) {
        var passlib = PASSLIB.matcher(text);
        if (passlib.matches()) {
            // passlib writes a full stop where Base64 has a plus.
            return of(passlib.group(1), HashText.saltedTag(passlib.group(2).replace('.', '+'),
                    passlib.group(3).replace('.', '+')), text);
        }
        var named = NAMED.matcher(text);
        if (!named.matches()) {
            throw HashText.malformed("pbkdf2-sha256",
                    "$pbkdf2-sha256$rounds$salt$hash or $pbkdf2-sha256$i=..,l=..$salt$hash");
        }

        var stored = HashText.saltedTag(named.group(3), named.group(4));
        var length = named.group(2);
        if (length != null) {
            HashText.within(HashText.number(length, "l"), stored.tagLength(), stored.tagLength(), "l (length)");
        }
        return of(named.group(1), stored, text);
    }

    private static Pbkdf2 of(String rounds, SaltedTag stored, String text) {
        return new Pbkdf2(
                HashText.within(HashText.number(rounds, "rounds"), FEWEST_ROUNDS, MOST_ROUNDS, "number of rounds"),
                stored,
                text);
    }

    @Override
    public boolean matches(Secret password) {
        return stored.matches(password, bytes -> compute(bytes, stored.salt(), rounds, stored.tagLength()));
    }

    /** The function itself, for a new hash and for a comparison. */
    static byte[] compute(byte[] password, byte[] salt, int rounds, int length) {
        var generator = new PKCS5S2ParametersGenerator(SHA256Digest.newInstance());
        generator.init(password, salt, rounds);
        var key = (KeyParameter) generator.generateDerivedMacParameters(length * Byte.SIZE);
        return key.getKey();
    }

    @Override
    public boolean weak() {
        return rounds < ADVISED_ROUNDS;
    }

    @Override
    public String cost() {
        return "pbkdf2-sha256 rounds=" + rounds;
    }

    @Override
    public String toString() {
        return cost();
    }
}
