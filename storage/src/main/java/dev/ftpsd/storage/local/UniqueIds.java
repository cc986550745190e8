package dev.ftpsd.storage.local;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

import dev.ftpsd.storage.FileEntry;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The {@code unique} fact (RFC 3659 §7.5.2): equal for two names of one file. It is a keyed hash, as device and inode number
 * in clear would tell about the machine and about files outside. The key lives as long as the process and is the same for all
 * stores, so that a file is known again in another session. Safe for several threads.
 */
final class UniqueIds {

    private static final String ALGORITHM = "SHA-256";
    private static final int KEY_BYTES = 16;
    private static final int BYTES = 12;

    /**
     * Has taken the key, and is only ever copied: to look for the algorithm anew costs more than the hash, and listings ask for one an
     * entry. Key and text are one block. HMAC takes four; it protects from going on with a hash that is known, and of this one
     * most is never told.
     */
    private static final MessageDigest KEYED = fresh();

    private UniqueIds() {}

    private static MessageDigest fresh() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            var digest = MessageDigest.getInstance(ALGORITHM);
            digest.update(key);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** The identity of the file with that key; two of one file are equal. The hash is computed when it is asked for. */
    static FileEntry.Identity identity(Object fileKey) {
        return new Keyed(fileKey);
    }

    private record Keyed(Object fileKey) implements FileEntry.Identity {

        @Override
        public String unique() {
            return of(fileKey);
        }

        @Override
        public String toString() {
            return unique();
        }
    }

    private static String of(Object fileKey) {
        try {
            var digest = (MessageDigest) KEYED.clone();
            return HexFormat.of().formatHex(digest.digest(fileKey.toString().getBytes(UTF_8)), 0, BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's " + ALGORITHM + " can be copied", e);
        }
    }
}
