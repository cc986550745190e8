package dev.ftpsd.tls.openssl;

import java.util.Arrays;
import java.util.Optional;

/** A secret that is made with a client's share of a key, under a key that serves once (RFC 8446 §4.2.8 and §7.4). */
final class KeyAgreement {

    /** RFC 8446 §4.2.8.2: both coordinates, as they are. */
    private static final byte UNCOMPRESSED = 4;

    private final byte[] share;
    private final byte[] secret;

    /** What was agreed. */
    KeyAgreement(byte[] share, byte[] secret) {
        this.share = share;
        this.secret = secret;
    }

    /** Ours, for the client. */
    byte[] share() {
        return share;
    }

    /** Shared with the client, until it is forgotten. */
    byte[] secret() {
        return secret;
    }

    /** Groups in which a share is understood here. */
    enum Group {
        X25519(0x001D, 32), SECP256R1(0x0017, 65);

        /** Of the secret in each of them. */
        static final int SECRET_OCTETS = 32;

        private final int code;
        private final int shareOctets;

        Group(int code, int shareOctets) {
            this.code = code;
            this.shareOctets = shareOctets;
        }

        /** As it stands in a hello. */
        int code() {
            return code;
        }

        /** Whether a share has the form that it must have. */
        boolean takes(byte[] share) {
            return share.length == shareOctets && (this != SECP256R1 || share[0] == UNCOMPRESSED);
        }

        static Optional<Group> of(int code) {
            for (var group : values()) {
                if (group.code == code) {
                    return Optional.of(group);
                }
            }
            return Optional.empty();
        }
    }

    /** Nobody needs it any more. */
    void forget() {
        Arrays.fill(secret, (byte) 0);
    }

    /** Empty for a share that is none, and where OpenSSL has no such group, as with some providers. */
    static Optional<KeyAgreement> with(Group group, byte[] share) {
        if (!group.takes(share)) {
            return Optional.empty();
        }
        return switch (group) {
            case X25519 -> X25519.with(share);
            case SECP256R1 -> P256.with(share);
        };
    }
}
