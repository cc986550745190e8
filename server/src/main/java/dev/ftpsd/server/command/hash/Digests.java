package dev.ftpsd.server.command.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;

import dev.ftpsd.server.config.ProtocolSettings;
import dev.ftpsd.server.transfer.Digest;

/** Makes the digest of an algorithm. */
final class Digests {

    private Digests() {}

    /** @throws IllegalStateException where the JDK has been told to do without it */
    static Digest of(ProtocolSettings.Hash algorithm) {
        return switch (algorithm) {
            case SHA_256, SHA_512, SHA_1, MD5 -> new Digest.OfMessage(message(algorithm.word()));
            case CRC32 -> new Digest.OfCrc32(new CRC32());
        };
    }

    private static MessageDigest message(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
