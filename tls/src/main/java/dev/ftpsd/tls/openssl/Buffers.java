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

    /** For a record that is made or opened here, and a KeyUpdate before it. */
    private static final ThreadLocal<MemorySegment> SEALED =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(TlsSession.PACKET_OCTETS));

    /** For what was in it, with its type. */
    private static final ThreadLocal<MemorySegment> OPENED =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(TlsSession.APPLICATION_OCTETS + 1));

    private Buffers() {}

    /** This thread's memory for a record that is made here. */
    static MemorySegment forSealed() {
        return SEALED.get();
    }

    /** This thread's memory for what is in a record that is opened here. */
    static MemorySegment forOpened() {
        return OPENED.get();
    }

    /** The next record of this buffer in native memory, which counts as read; of one that is too long to be one, the beginning. */
    static MemorySegment record(ByteBuffer source, int octets) {
        var record = part(source, octets);
        return record.isNative() ? record
                : SEALED.get().asSlice(0, Math.min(octets, TlsSession.PACKET_OCTETS))
                        .copyFrom(record.asSlice(0, Math.min(octets, TlsSession.PACKET_OCTETS)));
    }

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
        deliver(SCRATCH.get().asSlice(0, octets), targets, offset, length);
    }

    /** Brings all of that to the targets, which have room for it. */
    static void deliver(MemorySegment octets, ByteBuffer[] targets, int offset, int length) {
        if (remaining(targets, offset, length) < octets.byteSize()) {
            throw new IllegalArgumentException("no room for " + octets.byteSize() + " octets");
        }
        var done = 0L;
        for (var index = offset; done < octets.byteSize(); index++) {
            var target = targets[index];
            var count = (int) Math.min(target.remaining(), octets.byteSize() - done);
            MemorySegment.copy(octets, done, MemorySegment.ofBuffer(target), 0, count);
            target.position(target.position() + count);
            done += count;
        }
    }
}
