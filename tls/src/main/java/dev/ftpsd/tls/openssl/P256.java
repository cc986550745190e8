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

/**
 * A secret with a client in the group secp256r1 (SEC 1 §3.3.1, RFC 8446 §4.2.8.2), by EC_POINT_mul(3) on numbers and points that live for one
 * call. EVP_PKEY_derive(3) is the same arithmetic behind keys, each with a copy of the curve, and costs a fifth more.
 *
 * <p>The client's point is not multiplied by the order of its group. That it is on the curve is seen when it is read, and each such
 * point has that order: RFC 8446 §4.2.8.2 asks for no more.
 */
final class P256 {

    private static final MethodHandle NEW_GROUP =
            Library.CRYPTO.function("EC_GROUP_new_by_curve_name", ADDRESS, JAVA_INT);
    private static final MethodHandle ORDER = Library.CRYPTO.function("EC_GROUP_get0_order", ADDRESS, ADDRESS);
    private static final MethodHandle NEW_CONTEXT = Library.CRYPTO.function("BN_CTX_new", ADDRESS);
    private static final MethodHandle FREE_CONTEXT = Library.CRYPTO.procedure("BN_CTX_free", ADDRESS);
    private static final MethodHandle NEW_NUMBER = Library.CRYPTO.function("BN_new", ADDRESS);
    private static final MethodHandle FREE_NUMBER = Library.CRYPTO.procedure("BN_clear_free", ADDRESS);
    private static final MethodHandle SET_FLAGS = Library.CRYPTO.procedure("BN_set_flags", ADDRESS, JAVA_INT);
    private static final MethodHandle CHOOSE =
            Library.CRYPTO.function("BN_priv_rand_range", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle NUMBER_OCTETS =
            Library.CRYPTO.function("BN_bn2binpad", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle NEW_POINT = Library.CRYPTO.function("EC_POINT_new", ADDRESS, ADDRESS);
    private static final MethodHandle FREE_POINT = Library.CRYPTO.procedure("EC_POINT_clear_free", ADDRESS);
    private static final MethodHandle MULTIPLY = Library.CRYPTO.function("EC_POINT_mul", JAVA_INT, ADDRESS, ADDRESS,
            ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle READ = Library.CRYPTO.function("EC_POINT_oct2point", JAVA_INT, ADDRESS, ADDRESS,
            ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle POINT_OCTETS = Library.CRYPTO.function("EC_POINT_point2oct", JAVA_LONG, ADDRESS,
            ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle COORDINATES = Library.CRYPTO.function("EC_POINT_get_affine_coordinates",
            JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);

    /** NID_X9_62_prime256v1. */
    private static final int CURVE = 415;
    /** BN_FLG_CONSTTIME: the time that is taken tells nothing of the number. */
    private static final int SECRET_NUMBER = 4;
    /** POINT_CONVERSION_UNCOMPRESSED. */
    private static final int UNCOMPRESSED = 4;

    /** Is never changed, and never freed. NULL where OpenSSL was built without it. */
    private static final MemorySegment GROUP = group();

    private final MemorySegment context;
    private final MemorySegment key;
    private final MemorySegment coordinate;
    private final MemorySegment point;
    private final MemorySegment product;

    private P256() throws Throwable {
        this.context = (MemorySegment) NEW_CONTEXT.invokeExact();
        this.key = (MemorySegment) NEW_NUMBER.invokeExact();
        this.coordinate = (MemorySegment) NEW_NUMBER.invokeExact();
        this.point = (MemorySegment) NEW_POINT.invokeExact(GROUP);
        this.product = (MemorySegment) NEW_POINT.invokeExact(GROUP);
    }

    private static MemorySegment group() {
        try {
            var group = (MemorySegment) NEW_GROUP.invokeExact(CURVE);
            Errors.clear();
            return group;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** Under a key that serves once. Empty for octets that are no point of the curve, and where OpenSSL has no such curve. */
    static Optional<KeyAgreement> with(byte[] share) {
        if (GROUP.address() == 0) {
            return Optional.empty();
        }
        try (var memory = Arena.ofConfined()) {
            var step = new P256();
            try {
                return step.isWhole() ? step.agree(share, memory) : Optional.empty();
            } finally {
                step.free();
                Errors.clear();
            }
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    private boolean isWhole() {
        return context.address() != 0 && key.address() != 0 && coordinate.address() != 0 && point.address() != 0
                && product.address() != 0;
    }

    private Optional<KeyAgreement> agree(byte[] share, Arena memory) throws Throwable {
        SET_FLAGS.invokeExact(key, SECRET_NUMBER);
        var own = memory.allocate(share.length);
        var secret = memory.allocate(Group.SECRET_OCTETS);
        var nothing = MemorySegment.NULL;
        var isAgreed = (int) CHOOSE.invokeExact(key, (MemorySegment) ORDER.invokeExact(GROUP)) == 1
                && (int) MULTIPLY.invokeExact(GROUP, product, key, nothing, nothing, context) == 1
                && (long) POINT_OCTETS.invokeExact(GROUP, product, UNCOMPRESSED, own, own.byteSize(), context) == own
                        .byteSize()
                && (int) READ.invokeExact(GROUP, point, memory.allocateFrom(JAVA_BYTE, share), (long) share.length,
                        context) == 1
                && (int) MULTIPLY.invokeExact(GROUP, product, nothing, point, key, context) == 1
                && (int) COORDINATES.invokeExact(GROUP, product, coordinate, nothing, context) == 1
                && (int) NUMBER_OCTETS.invokeExact(coordinate, secret, Group.SECRET_OCTETS) == Group.SECRET_OCTETS;
        var agreed = isAgreed
                ? Optional.of(new KeyAgreement(own.toArray(JAVA_BYTE), secret.toArray(JAVA_BYTE)))
                : Optional.<KeyAgreement>empty();
        secret.fill((byte) 0);
        return agreed;
    }

    /** What stood in it is wiped. NULL is taken. */
    private void free() throws Throwable {
        FREE_POINT.invokeExact(product);
        FREE_POINT.invokeExact(point);
        FREE_NUMBER.invokeExact(coordinate);
        FREE_NUMBER.invokeExact(key);
        FREE_CONTEXT.invokeExact(context);
    }
}
