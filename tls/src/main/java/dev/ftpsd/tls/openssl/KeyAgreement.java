package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * A secret that is made with a client's share of a key (RFC 8446 §4.2.8 and §7.4), by EVP_PKEY_derive(3), under a key that serves once.
 */
final class KeyAgreement {

    private static final MethodHandle NEW_OF_KEY =
            Library.CRYPTO.function("EVP_PKEY_CTX_new_from_pkey", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle FREE_CONTEXT = Library.CRYPTO.procedure("EVP_PKEY_CTX_free", ADDRESS);
    private static final MethodHandle NEW_KEY = Library.CRYPTO.function("EVP_PKEY_new", ADDRESS);
    private static final MethodHandle FREE_KEY = Library.CRYPTO.procedure("EVP_PKEY_free", ADDRESS);
    private static final MethodHandle COPY_PARAMETERS =
            Library.CRYPTO.function("EVP_PKEY_copy_parameters", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SHARE_OF =
            Library.CRYPTO.function("EVP_PKEY_get1_encoded_public_key", JAVA_LONG, ADDRESS, ADDRESS);
    private static final MethodHandle SET_SHARE =
            Library.CRYPTO.function("EVP_PKEY_set1_encoded_public_key", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle BEGIN_DERIVING =
            Library.CRYPTO.function("EVP_PKEY_derive_init", JAVA_INT, ADDRESS);
    private static final MethodHandle SET_PEER =
            Library.CRYPTO.function("EVP_PKEY_derive_set_peer_ex", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle DERIVE =
            Library.CRYPTO.function("EVP_PKEY_derive", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);

    /**
     * EVP_PKEY_derive_set_peer_ex(3): the client's point is not multiplied by the order of its group, which costs P-256 a third of all that
     * is done here. That it is on the curve is seen when it is read, and each such point has that order: RFC 8446 §4.2.8.2 asks for no
     * more.
     */
    private static final int NOT_MULTIPLIED = 0;

    /** RFC 8446 §4.2.8.2: both coordinates, as they are. */
    private static final byte UNCOMPRESSED = 4;

    private final byte[] share;
    private final byte[] secret;

    private KeyAgreement(byte[] share, byte[] secret) {
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
        X25519(0x001D, 32, "X25519", ""), SECP256R1(0x0017, 65, "EC", "P-256");

        /** Of the secret in each of them. */
        private static final int SECRET_OCTETS = 32;

        private final int code;
        private final int shareOctets;
        private final String type;
        private final String curve;

        Group(int code, int shareOctets, String type, String curve) {
            this.code = code;
            this.shareOctets = shareOctets;
            this.type = type;
            this.curve = curve;
        }

        /** As it stands in a hello. */
        int code() {
            return code;
        }

        /** As OpenSSL calls the kind of its keys. */
        String type() {
            return type;
        }

        /** As OpenSSL calls it among those of its kind; empty for the only one. */
        String curve() {
            return curve;
        }

        /** Whether a share has the form that it must have. */
        boolean takes(byte[] share) {
            return share.length == shareOctets && (curve.isEmpty() || share[0] == UNCOMPRESSED);
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
        var own = MemorySegment.NULL;
        var other = MemorySegment.NULL;
        try (var memory = Arena.ofConfined()) {
            own = KeyMaker.of(group).make(memory);
            other = (MemorySegment) NEW_KEY.invokeExact();
            var isShare = own.address() != 0 && other.address() != 0
                    && (int) COPY_PARAMETERS.invokeExact(other, own) == 1
                    && (int) SET_SHARE.invokeExact(other,
                            memory.allocateFrom(JAVA_BYTE, share), (long) share.length) == 1;
            return isShare ? derive(own, other, memory) : Optional.empty();
        } catch (Throwable e) {
            throw Library.unexpected(e);
        } finally {
            Errors.clear();
            free(FREE_KEY, own);
            free(FREE_KEY, other);
        }
    }

    private static Optional<KeyAgreement> derive(MemorySegment own, MemorySegment other, Arena memory)
            throws Throwable {
        var context = (MemorySegment) NEW_OF_KEY.invokeExact(MemorySegment.NULL, own, MemorySegment.NULL);
        try {
            var secret = memory.allocate(Group.SECRET_OCTETS);
            var length = memory.allocateFrom(JAVA_LONG, Group.SECRET_OCTETS);
            if (context.address() == 0 || (int) BEGIN_DERIVING.invokeExact(context) != 1
                    || (int) SET_PEER.invokeExact(context, other, NOT_MULTIPLIED) != 1
                    || (int) DERIVE.invokeExact(context, secret, length) != 1
                    || length.get(JAVA_LONG, 0) != Group.SECRET_OCTETS) {
                return Optional.empty(); // a point of small order (RFC 7748 §6.1)
            }
            var agreed = new KeyAgreement(share(own, memory), secret.toArray(JAVA_BYTE));
            secret.fill((byte) 0);
            return Optional.of(agreed);
        } finally {
            free(FREE_CONTEXT, context);
        }
    }

    private static byte[] share(MemorySegment key, Arena memory) throws Throwable {
        var start = memory.allocate(ADDRESS);
        var length = (long) SHARE_OF.invokeExact(key, start);
        if (length <= 0) {
            throw new OutOfMemoryError("OpenSSL has no memory for a share of a key");
        }
        var octets = start.get(ADDRESS, 0);
        try {
            return Library.memory(octets, length).toArray(JAVA_BYTE);
        } finally {
            Allocation.free(octets);
        }
    }

    private static void free(MethodHandle function, MemorySegment object) {
        try {
            function.invokeExact(object);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }
}
