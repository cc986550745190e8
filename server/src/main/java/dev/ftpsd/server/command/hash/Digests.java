package dev.ftpsd.server.command.hash;

import java.util.zip.CRC32;

import dev.ftpsd.server.config.ProtocolSettings;
import dev.ftpsd.server.transfer.Digest;

/** Makes the digest of an algorithm. */
final class Digests {

    private Digests() {}

    /** @throws IllegalStateException where the JDK has been told to do without it */
    static Digest of(ProtocolSettings.Hash algorithm) {
        return switch (algorithm) {
            case SHA_256, SHA_512, SHA_1, MD5 -> Digest.OfMessage.by(algorithm.word());
            case CRC32 -> new Digest.OfCrc32(new CRC32());
        };
    }
}
