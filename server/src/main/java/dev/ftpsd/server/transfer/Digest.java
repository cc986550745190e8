package dev.ftpsd.server.transfer;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** A hash that grows with the bytes that it is given. One thread at a time. */
public sealed interface Digest {

    /** Takes all bytes that remain in {@code bytes}. */
    void update(ByteBuffer bytes);

    /** The hash of what it was given, in lower-case hexadecimal digits; to be asked for once. */
    String hex();

    /** A cryptographic hash of the JDK. */
    record OfMessage(MessageDigest digest) implements Digest {

        /**
         * A new one.
         *
         * @param algorithm by its name in the JDK: SHA-256
         * @throws IllegalStateException where the JDK has been told to do without it
         */
        public static OfMessage by(String algorithm) {
            try {
                return new OfMessage(MessageDigest.getInstance(algorithm));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void update(ByteBuffer bytes) {
            digest.update(bytes);
        }

        @Override
        public String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    /** CRC-32 as in zip and Ethernet: eight digits. It finds accidents and no attacks. */
    record OfCrc32(CRC32 crc) implements Digest {

        @Override
        public void update(ByteBuffer bytes) {
            crc.update(bytes);
        }

        @Override
        public String hex() {
            return HexFormat.of().toHexDigits((int) crc.getValue());
        }
    }
}
