package dev.ftpsd.server.data;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * How a thread of the system waits for its socket: by poll(2), where the kernel wakes it and nobody else. Who is slower than the server,
 * as every client across a network is, has it wait once a record, and by way of the event loop that costs twice what the record does. A
 * virtual thread would hold its carrier meanwhile, and has the event loop wake it. One thread.
 */
final class SocketPoll {

    /** POLLIN and POLLRDHUP. */
    static final short READABLE = 0x2001;
    /** POLLOUT. */
    static final short WRITABLE = 4;

    /** For so long at the most it hears of nothing but its socket. */
    private static final int MILLIS = (int) Duration.ofMillis(20).toMillis();

    /** {@code struct pollfd}: int fd; short events; short revents. */
    private static final int SIZE = 8;
    private static final int EVENTS = 4;

    private static final Optional<MethodHandle> POLL = find();

    private final ByteBuffer asked = ByteBuffer.allocateDirect(SIZE).order(ByteOrder.nativeOrder());
    private final MemorySegment segment = MemorySegment.ofBuffer(asked);

    /** Whether one of the events came within 20 ms; false at once on a virtual thread. */
    boolean await(int descriptor, short events) {
        if (POLL.isEmpty() || Thread.currentThread().isVirtual()) {
            return false;
        }
        asked.putInt(0, descriptor).putShort(EVENTS, events);
        try {
            return (int) POLL.get().invokeExact(segment, 1L, MILLIS) > 0;
        } catch (Throwable e) {
            throw new IllegalStateException("a call of the system throws nothing", e);
        }
    }

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> find() {
        var linker = Linker.nativeLinker();
        return linker.defaultLookup().find("poll").map(address -> linker.downcallHandle(address,
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT)));
    }
}
