package dev.ftpsd.storage.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

import dev.ftpsd.storage.FileEntry;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The {@code unique} fact (RFC 3659 §7.5.2): equal for two names of one file. It is enciphered, as device and inode number in clear would
 * tell about the machine and about files outside; the two are one block, and no block tells of another. The key lives as long as the
 * process and is the same for all stores, so that a file is known again in another session. Safe for several threads.
 */
final class UniqueIds {

    private static final int BLOCK = 16;
    /** So many octets of a block are told. */
    private static final int BYTES = 12;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final SecretKeySpec KEY = freshKey();

    /**
     * One that has the key and that nobody uses: to make one costs a thousand times what it does for an entry, and it may not be
     * shared. Nothing of it is loaded before the fact is asked for.
     */
    private static final AtomicReference<@Nullable Cipher> SPARE = new AtomicReference<>();

    private UniqueIds() {}

    private static SecretKeySpec freshKey() {
        var key = new byte[BLOCK];
        new SecureRandom().nextBytes(key);
        return new SecretKeySpec(key, "AES");
    }

    /** The identity of the file with that key; two of one file are equal. It is enciphered when it is asked for. */
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
            var block = block(fileKey);
            var spare = SPARE.getAndSet(null);
            var cipher = spare == null ? freshCipher() : spare;
            cipher.update(block, 0, BLOCK, block, 0);
            SPARE.set(cipher);
            return HexFormat.of().formatHex(block, 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES and SHA-256", e);
        }
    }

    /** What is no pair of numbers is hashed to a block. */
    private static byte[] block(Object fileKey) throws GeneralSecurityException {
        var key = FileKey.of(fileKey);
        if (key.isEmpty()) {
            var hash = MessageDigest.getInstance("SHA-256").digest(fileKey.toString().getBytes(UTF_8));
            return Arrays.copyOf(hash, BLOCK);
        }
        var block = new byte[BLOCK];
        LONG.set(block, 0, key.get().device());
        LONG.set(block, Long.BYTES, key.get().inode());
        return block;
    }

    // ECB: there is never a second block.
    @SuppressWarnings("InsecureCryptoUsage")
    private static Cipher freshCipher() throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, KEY);
        return cipher;
    }
}
