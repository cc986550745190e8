package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * Memory buffers between a connection and us (BIO_s_mem(3)). An empty one says "try again later" and not "end", which is what
 * makes the connection ask for more. After {@link Ssl#setBio} the connection owns them and frees them with itself.
 */
final class Bio {

    private static final MethodHandle METHOD = Library.CRYPTO.function("BIO_s_mem", ADDRESS);
    private static final MethodHandle NULL = Library.CRYPTO.function("BIO_s_null", ADDRESS);
    private static final MethodHandle NEW = Library.CRYPTO.function("BIO_new", ADDRESS, ADDRESS);
    private static final MethodHandle FREE = Library.CRYPTO.function("BIO_free", JAVA_INT, ADDRESS);
    private static final MethodHandle READ = Library.CRYPTO.quick("BIO_read", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle WRITE = Library.CRYPTO.quick("BIO_write", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle PENDING = Library.CRYPTO.quick("BIO_ctrl_pending", JAVA_LONG, ADDRESS);

    private Bio() {}

    /** BIO_new(3) of BIO_s_mem(3): an empty buffer of the caller's; NULL when memory is out. */
    static MemorySegment newMemory() {
        return make(METHOD);
    }

    /** BIO_new(3) of BIO_s_null(3): takes everything, and nobody gets it. The caller's; NULL when memory is out. */
    static MemorySegment newNull() {
        return make(NULL);
    }

    private static MemorySegment make(MethodHandle method) {
        try {
            return (MemorySegment) NEW.invokeExact((MemorySegment) method.invokeExact());
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** BIO_free(3): for a buffer that no connection owns. NULL is taken. */
    static void free(MemorySegment bio) {
        try {
            var _ = (int) FREE.invokeExact(bio);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /**
     * BIO_read(3): moves octets out of the buffer. It never calls back, so the target may be on the heap.
     *
     * @return how many; zero or less when there are none
     */
    static int read(MemorySegment bio, MemorySegment target, int length) {
        try {
            return (int) READ.invokeExact(bio, target, length);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /**
     * BIO_write(3): copies octets into the buffer, which grows. It never calls back, so the source may be on the heap.
     *
     * @return how many; less than {@code length} when memory is out
     */
    static int write(MemorySegment bio, MemorySegment source, int length) {
        try {
            return (int) WRITE.invokeExact(bio, source, length);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** BIO_ctrl_pending(3): how many octets are in the buffer. */
    static int pending(MemorySegment bio) {
        try {
            return Math.toIntExact((long) PENDING.invokeExact(bio));
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }
}
