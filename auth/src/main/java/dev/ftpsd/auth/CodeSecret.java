package dev.ftpsd.auth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;

import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The secret that a user's authenticator app and the server share, and the codes that follow from it (RFC 6238 with its
 * defaults, which all apps know: HMAC-SHA-1, 30 seconds, six digits). It has no way into a log.
 */
public final class CodeSecret {

    /** Digits of a code. */
    public static final int DIGITS = 6;

    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;
    // Clocks of telephones are wrong by some seconds, and typing takes some (RFC 6238 §5.2).
    private static final int STEPS_BEFORE_AND_AFTER = 1;
    private static final int SHORTEST = 16; // RFC 4226 §4, R6
    private static final int LONGEST = 128;
    private static final int NEW_LENGTH = 20; // RFC 4226 §4, R6: recommended

    private final byte[] key;

    private CodeSecret(byte[] key) {
        this.key = key;
    }

    /** A new one of 160 bits. */
    public static CodeSecret generate(SecureRandom random) {
        var key = new byte[NEW_LENGTH];
        random.nextBytes(key);
        return new CodeSecret(key);
    }

    /**
     * Reads a secret in Base32, as apps show it.
     *
     * @throws IllegalArgumentException if it is no Base32, or shorter than 16 or longer than 128 bytes; the message
     *         does not hold it
     */
    public static CodeSecret parse(String base32) {
        var key = Base32.decode(base32);
        if (key.length < SHORTEST || key.length > LONGEST) {
            throw new IllegalArgumentException("the secret has " + key.length + " bytes, which is not within "
                    + SHORTEST + " to " + LONGEST);
        }
        return new CodeSecret(key);
    }

    /** The secret in Base32, for its file and for the app. */
    public String encoded() {
        return Base32.encode(key);
    }

    /**
     * The address that apps read as a QR code.
     *
     * @param issuer whose codes these are, such as the server's name
     * @param user the label below it
     */
    public String uri(String issuer, String user) {
        return "otpauth://totp/" + encode(issuer) + ":" + encode(user) + "?secret=" + encoded() + "&issuer="
                + encode(issuer);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * The step of time that {@code code} belongs to: the present one, the one before or the one after. All three are
     * computed and compared whole, so that the time tells nothing.
     */
    OptionalLong stepOf(Secret code, Instant now) {
        var present = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        var given = code.toUtf8();
        var found = OptionalLong.empty();
        for (var step = present - STEPS_BEFORE_AND_AFTER; step <= present + STEPS_BEFORE_AND_AFTER; step++) {
            if (MessageDigest.isEqual(text(step).getBytes(StandardCharsets.US_ASCII), given)) {
                found = OptionalLong.of(step);
            }
        }
        Arrays.fill(given, (byte) 0);
        return found;
    }

    private String text(long step) {
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", number(step) % MODULUS);
    }

    /** The 31 bits of RFC 4226 §5.3, of whose decimal form a code is the end. */
    int number(long step) {
        var function = new HMac(new SHA1Digest());
        function.init(new KeyParameter(key));
        for (var shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            function.update((byte) (step >> shift));
        }
        var result = new byte[function.getMacSize()];
        function.doFinal(result, 0);
        var offset = result[result.length - 1] & 0xF;
        return (result[offset] & 0x7F) << 24 | (result[offset + 1] & 0xFF) << 16 | (result[offset + 2] & 0xFF) << 8
                | (result[offset + 3] & 0xFF);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodeSecret that && MessageDigest.isEqual(key, that.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return "****";
    }
}
