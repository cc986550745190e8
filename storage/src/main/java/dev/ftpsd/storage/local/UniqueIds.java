package dev.ftpsd.storage.local;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The {@code unique} fact (RFC 3659 §7.5.2): equal for two names of one file. It is a keyed hash, as device and inode number
 * in clear would tell about the machine and about files outside. The key lives as long as the process and is the same for all
 * stores, so that a file is known again in another session. Safe for several threads.
 */
final class UniqueIds {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 12;

    private static final SecretKeySpec SECRET = fresh();

    private UniqueIds() {}

    private static SecretKeySpec fresh() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    static String of(Object fileKey) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(SECRET);
            var hash = mac.doFinal(fileKey.toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
