package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;

/**
 * The memory of this process that is in use, which its resident memory does not tell: the heap grows up to what the collector may
 * use, and buffers beside it are freed when the collector has run.
 *
 * @param heapKib what a collection leaves
 * @param nativeKib what was taken by malloc and not given back: by OpenSSL, by arenas, by direct buffers and by the JVM itself
 */
// Restricted because it trusts the descriptor, which is that of <malloc.h>.
@SuppressWarnings("restricted")
record Alive(long heapKib, long nativeKib) {

    private static final int LOOKS = 8;
    private static final long BETWEEN_LOOKS_MILLIS = 1000;

    /** {@code struct mallinfo2} of glibc 2.33 and later. */
    private static final int FIELDS = 10;
    private static final int IN_USE_MAPPED = 4;
    private static final int IN_USE = 7;
    private static final MemoryLayout MALLINFO = MemoryLayout.structLayout(
            MemoryLayout.sequenceLayout(FIELDS, ValueLayout.JAVA_LONG).withName("counters"));
    private static final MethodHandle MALLINFO2 = Linker.nativeLinker().downcallHandle(
            Linker.nativeLinker().defaultLookup().findOrThrow("mallinfo2"), FunctionDescriptor.of(MALLINFO));

    /**
     * The least of some looks: the cleaner frees a little after the collector, the compiler takes 20 MiB at times, and the JVM
     * gives spare pieces of its own back each five seconds.
     */
    static Alive now() throws InterruptedException {
        return now(LOOKS);
    }

    static Alive now(int looks) throws InterruptedException {
        var least = new Alive(Long.MAX_VALUE, Long.MAX_VALUE);
        for (var look = 0; look < looks; look++) {
            System.gc();
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
            least = new Alive(Math.min(least.heapKib, heap()), Math.min(least.nativeKib, taken()));
        }
        return least;
    }

    long totalKib() {
        return heapKib + nativeKib;
    }

    private static long heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 10;
    }

    private static long taken() {
        try (var arena = Arena.ofConfined()) {
            var info = (MemorySegment) MALLINFO2.invokeExact((SegmentAllocator) arena);
            return (info.getAtIndex(ValueLayout.JAVA_LONG, IN_USE)
                    + info.getAtIndex(ValueLayout.JAVA_LONG, IN_USE_MAPPED)) >> 10;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
