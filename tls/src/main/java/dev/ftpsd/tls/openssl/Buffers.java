package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Between Java's buffers and native memory. Direct buffers are given to OpenSSL as they are; what is on the heap goes through a
 * piece of native memory that each thread has, of one record's length, and through nothing when the function cannot call back.
 */
final class Buffers {

    private static final ThreadLocal<MemorySegment> SCRATCH =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(TlsSession.APPLICATION_OCTETS));

    private Buffers() {}

    /** How many octets there are in some of these buffers. */
    static long remaining(ByteBuffer[] buffers, int offset, int length) {
        var sum = 0L;
        for (var index = offset; index < offset + length; index++) {
            sum += buffers[index].remaining();
        }
        return sum;
    }

    /** The next octets of the sources, in native memory; they count as read. At most one record's. */
    static MemorySegment take(ByteBuffer[] sources, int offset, int length, int octets) {
        var index = offset;
        while (!sources[index].hasRemaining()) {
            index++;
        }
        var first = sources[index];
        if (first.isDirect() && first.remaining() >= octets) {
            return part(first, octets);
        }

        var gathered = SCRATCH.get();
        var filled = 0;
        for (; filled < octets; index++) {
            var count = Math.min(sources[index].remaining(), octets - filled);
            MemorySegment.copy(part(sources[index], count), 0, gathered, filled, count);
            filled += count;
        }
        return gathered.asSlice(0, octets);
    }

    /** The next octets of one buffer, which count as read; on the heap if it is there. */
    static MemorySegment part(ByteBuffer source, int octets) {
        var part = MemorySegment.ofBuffer(source).asSlice(0, octets);
        source.position(source.position() + octets);
        return part;
    }

    /** Where one record can be decrypted to: the target itself if it is native, else this thread's memory. */
    static MemorySegment forRecord(ByteBuffer[] targets, int offset, int length) {
        return isNative(targets, offset, length) ? MemorySegment.ofBuffer(targets[offset]) : SCRATCH.get();
    }

    private static boolean isNative(ByteBuffer[] targets, int offset, int length) {
        return length == 1 && targets[offset].isDirect() && targets[offset].hasRemaining();
    }

    /** Brings what was decrypted {@link #forRecord there} to the targets. */
    static void deliver(int octets, ByteBuffer[] targets, int offset, int length) {
        if (isNative(targets, offset, length)) {
            targets[offset].position(targets[offset].position() + octets);
            return;
        }
        var done = 0;
        for (var index = offset; done < octets; index++) {
            var target = targets[index];
            var count = Math.min(target.remaining(), octets - done);
            MemorySegment.copy(SCRATCH.get(), done, MemorySegment.ofBuffer(target), 0, count);
            target.position(target.position() + count);
            done += count;
        }
    }
}
