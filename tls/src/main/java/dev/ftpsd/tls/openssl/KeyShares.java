package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * In which group the keys of a TLS 1.3 handshake are made. A client sends shares for some groups at once, and OpenSSL before 3.5
 * takes the first that it can use, whatever we like best. GnuTLS, which is FileZilla's and lftp's, sends P-256 before X25519, although
 * OpenSSL needs half the time for the second.
 */
final class KeyShares {

    /** TLS 1.3: extensions (RFC 8446 §4.2), groups (§4.2.7, and the hybrid one that {@link SessionContext} offers). */
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int KEY_SHARE = 51;
    private static final int TLS_1_3 = 0x0304;
    private static final int P_256 = 0x0017;
    private static final int P_521 = 0x0019;
    private static final int X25519 = 0x001D;
    private static final int HYBRID = 0x11EC;

    /** SSL_ctrl(3): the groups that the connection may use, as text. */
    private static final int CTRL_SET_GROUPS_LIST = 92;
    /** SSL_ctrl(3): the newest version that the connection speaks. */
    private static final int CTRL_GET_MAX_PROTO_VERSION = 131;

    /** SSL_CTX_get_security_level(3): what X25519 is strong enough for. An administrator may ask OpenSSL for more. */
    static final int LEVEL_OF_128_BITS = 3;

    private static final MethodHandle SECURITY_LEVEL =
            Library.SSL.function("SSL_get_security_level", JAVA_INT, ADDRESS);
    private static final MethodHandle EXTENSION = Library.SSL.function("SSL_client_hello_get0_ext", JAVA_INT,
            ADDRESS, JAVA_INT, ADDRESS, ADDRESS);

    private KeyShares() {}

    /**
     * Has the connection take the client's share of X25519 where it would take another before it. For the client hello callback
     * alone. Under TLS 1.2, where the list also rules what curves clients' certificates may have, nothing is changed.
     */
    static void prefer(MemorySegment ssl) {
        try (var memory = Arena.ofConfined()) {
            if (isBehindCurve(extension(ssl, KEY_SHARE, memory)) && isVersion13(ssl, memory)
                    && (int) SECURITY_LEVEL.invokeExact(ssl) <= LEVEL_OF_128_BITS
                    && Ssl.control(ssl, CTRL_SET_GROUPS_LIST, 0, memory.allocateFrom("X25519")) != 1) {
                // The handshake goes on as it would have.
                Errors.clear();
            }
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** Whether TLS 1.3 will be spoken: the newest that both speak is. */
    private static boolean isVersion13(MemorySegment ssl, Arena memory) throws Throwable {
        return offers13(extension(ssl, SUPPORTED_VERSIONS, memory))
                && Ssl.control(ssl, CTRL_GET_MAX_PROTO_VERSION, 0, MemorySegment.NULL) == TLS_1_3;
    }

    /** SSL_client_hello_get0_ext(3): what the client says, where it lies; empty where it says nothing. */
    private static ByteBuffer extension(MemorySegment ssl, int type, Arena memory) throws Throwable {
        var start = memory.allocate(ADDRESS);
        var length = memory.allocate(JAVA_LONG);
        return (int) EXTENSION.invokeExact(ssl, type, start, length) == 1
                ? Library.memory(start.get(ADDRESS, 0), length.get(JAVA_LONG, 0)).asByteBuffer()
                : ByteBuffer.allocate(0);
    }

    /**
     * Whether there is a share of X25519, one of a curve of NIST before it, and none of the hybrid group, which would be better
     * still. What is malformed is OpenSSL's to refuse.
     *
     * @param shares of a ClientHello (RFC 8446 §4.2.8)
     */
    static boolean isBehindCurve(ByteBuffer shares) {
        try {
            var isCurveBefore = false;
            var isBehind = false;
            for (var left = shares.hasRemaining() ? shares.getShort() & 0xFFFF : 0; left > 0;) {
                var group = shares.getShort() & 0xFFFF;
                var length = shares.getShort() & 0xFFFF;
                shares.position(shares.position() + length);
                left -= 2 * Short.BYTES + length;
                if (group == HYBRID) {
                    return false;
                }
                isCurveBefore |= group >= P_256 && group <= P_521;
                isBehind |= group == X25519 && isCurveBefore;
            }
            return isBehind;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean offers13(ByteBuffer versions) {
        if (!versions.hasRemaining()) {
            return false;
        }
        versions.get();
        while (versions.remaining() >= Short.BYTES) {
            if ((versions.getShort() & 0xFFFF) == TLS_1_3) {
                return true;
            }
        }
        return false;
    }
}
