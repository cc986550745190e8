package dev.ftpsd.storage.local;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The names that the store keeps for itself: bytes of an upload that is not complete. No client sees or names them, or a
 * half-written file could be read, and a staged one swapped before it is moved into place.
 */
final class Reserved {

    private static final String PREFIX = ".ftpsd-";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Reserved() {}

    /** Whether the store keeps this name for itself; without regard to case, since the file system may have none. */
    static boolean isReserved(String name) {
        return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /** The name of the staged file of one user for one target in the same directory; always the same. */
    static String part(String user, String target) {
        try {
            var both = (user + "\0" + target).getBytes(StandardCharsets.UTF_8);
            var hash = MessageDigest.getInstance("SHA-256").digest(both);
            return PREFIX + "part-" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A name that nobody can guess or already has. */
    static String fresh() {
        var bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return PREFIX + HexFormat.of().formatHex(bytes);
    }
}
