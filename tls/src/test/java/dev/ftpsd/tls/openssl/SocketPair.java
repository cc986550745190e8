package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** Two sockets that are joined, by socketpair(2): the near end never blocks, and its descriptor can be given to a library. */
@SuppressWarnings("restricted")
final class SocketPair implements AutoCloseable {

    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM_NONBLOCK = 1 | 2048;

    private static final MethodHandle PAIR = find("socketpair", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle WRITE = find("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle CLOSE = find("close", JAVA_INT, JAVA_INT);

    private final int near;
    private int far;

    private SocketPair(int near, int far) {
        this.near = near;
        this.far = far;
    }

    private static MethodHandle find(String name, MemoryLayout result,
            MemoryLayout... parameters) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(),
                FunctionDescriptor.of(result, parameters));
    }

    static SocketPair open() throws Throwable {
        try (var arena = Arena.ofConfined()) {
            var ends = arena.allocate(JAVA_INT, 2);
            if ((int) PAIR.invokeExact(AF_UNIX, SOCK_STREAM_NONBLOCK, 0, ends) != 0) {
                throw new IllegalStateException("no pair of sockets");
            }
            return new SocketPair(ends.getAtIndex(JAVA_INT, 0), ends.getAtIndex(JAVA_INT, 1));
        }
    }

    int near() {
        return near;
    }

    /** Writes what must have room in the socket's buffer. */
    void send(byte[] octets) throws Throwable {
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocateFrom(JAVA_BYTE, octets);
            if ((long) WRITE.invokeExact(far, memory, (long) octets.length) != octets.length) {
                throw new IllegalStateException("no room for " + octets.length + " octets");
            }
        }
    }

    /** Sends FIN. */
    void end() throws Throwable {
        if (far >= 0) {
            var _ = (int) CLOSE.invokeExact(far);
            far = -1;
        }
    }

    @Override
    public void close() {
        try {
            end();
            var _ = (int) CLOSE.invokeExact(near);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
