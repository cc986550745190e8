package dev.ftpsd.server.config.yaml;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Tells whether a secret has changed, without saying it: SHA-256 behind a key that no other process has. */
final class Trace {

    private static final byte[] KEY = new byte[32];

    static {
        new SecureRandom().nextBytes(KEY);
    }

    private Trace() {}

    /** The same for the same secret of the same key, in hex. */
    static String of(String path, String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(KEY);
            digest.update((path + "\0" + secret).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
