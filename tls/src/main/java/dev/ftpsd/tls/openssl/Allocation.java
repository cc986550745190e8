package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * Native memory from the library's own allocator. Java's would fill it with zeros first, and has no cheap way to give back at once what
 * several threads use in turn.
 */
final class Allocation {

    private static final MethodHandle MALLOC =
            Library.CRYPTO.function("CRYPTO_malloc", ADDRESS, JAVA_LONG, ADDRESS, JAVA_INT);
    private static final MethodHandle FREE = Library.CRYPTO.procedure("CRYPTO_free", ADDRESS, ADDRESS, JAVA_INT);

    private Allocation() {}

    /** OPENSSL_malloc(3): whatever was there stands in it. */
    static MemorySegment of(long octets) {
        try {
            var made = (MemorySegment) MALLOC.invokeExact(octets, MemorySegment.NULL, 0);
            if (made.address() == 0) {
                throw new OutOfMemoryError("OpenSSL has no memory for " + octets + " octets");
            }
            return Library.memory(made, octets);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** OPENSSL_free(3): once, and nobody may look at it any more. NULL is taken. */
    static void free(MemorySegment memory) {
        try {
            FREE.invokeExact(memory, MemorySegment.NULL, 0);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }
}
