package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

import dev.ftpsd.tls.openssl.KeyAgreement.Group;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** A secret with a client in the group of that name (RFC 7748 §6.1), by EVP_PKEY_derive(3). */
final class X25519 {

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

    /** EVP_PKEY_derive_set_peer_ex(3): a point of small order is seen by the secret, which is nothing then. */
    private static final int NOT_CHECKED = 0;

    private X25519() {}

    /** Under a key that serves once. Empty for a point of small order, and where OpenSSL has no such group, as with some providers. */
    static Optional<KeyAgreement> with(byte[] share) {
        var own = MemorySegment.NULL;
        var other = MemorySegment.NULL;
        try (var memory = Arena.ofConfined()) {
            own = KeyMaker.own().make(memory);
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
                    || (int) SET_PEER.invokeExact(context, other, NOT_CHECKED) != 1
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
