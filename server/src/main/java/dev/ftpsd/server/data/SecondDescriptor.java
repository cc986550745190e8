package dev.ftpsd.server.data;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.util.Optional;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.FileDescriptor;

import static java.lang.foreign.ValueLayout.JAVA_INT;

/**
 * A second descriptor of a data connection's socket (fcntl(2), F_DUPFD_CLOEXEC), so that the thread of a transfer can use it by
 * itself. The event loop may close the first at any time, and its number may be another connection's a moment later; this
 * one is closed by the thread that uses it. The connection ends when both are closed. Nothing here waits.
 */
final class SecondDescriptor implements AutoCloseable {

    /** {@link #read}: nothing has come yet. */
    static final int NOTHING_YET = 0;
    /** {@link #read}: FIN has come. */
    static final int ENDED = -1;

    private static final int DUPLICATE_CLOSE_ON_EXEC = 1030;
    private static final Optional<MethodHandle> FCNTL = find();

    private final FileDescriptor descriptor;

    private SecondDescriptor(int number) {
        this.descriptor = new FileDescriptor(number);
    }

    /** One of an epoll channel that is open; call it on the channel's event loop, where nobody closes it meanwhile. */
    static Optional<SecondDescriptor> of(Channel channel) {
        if (!isPossible(channel) || !(channel instanceof EpollSocketChannel epoll)) {
            return Optional.empty();
        }
        return FCNTL.map(fcntl -> duplicate(fcntl, epoll.fd().intValue())).filter(number -> number >= 0)
                .map(SecondDescriptor::new);
    }

    /** Whether a channel can have one: it is epoll's and open. */
    static boolean isPossible(Channel channel) {
        return FCNTL.isPresent() && channel instanceof EpollSocketChannel && channel.isActive();
    }

    FileDescriptor descriptor() {
        return descriptor;
    }

    /**
     * Writes as much as the kernel takes now, and counts it as read from {@code bytes}; waits for nothing.
     *
     * @throws IOException if the connection is broken
     */
    void write(ByteBuf bytes) throws IOException {
        var count = 1;
        while (bytes.isReadable() && count > 0) {
            var view = bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes());
            count = descriptor.write(view, view.position(), view.limit());
            bytes.skipBytes(count);
        }
    }

    /**
     * Writes as much of a direct buffer as the kernel takes now.
     *
     * @return how many octets
     * @throws IOException if the connection is broken
     */
    int write(ByteBuffer bytes) throws IOException {
        var count = descriptor.write(bytes, bytes.position(), bytes.limit());
        bytes.position(bytes.position() + count);
        return count;
    }

    /**
     * Reads what is there into a direct buffer.
     *
     * @return how many octets, {@link #NOTHING_YET} or {@link #ENDED}
     * @throws IOException if the connection is broken
     */
    int read(ByteBuffer target) throws IOException {
        var count = descriptor.read(target, target.position(), target.limit());
        if (count > 0) {
            target.position(target.position() + count);
        }
        return count;
    }

    @Override
    public void close() {
        try {
            descriptor.close();
        } catch (IOException e) {
            // It is closed all the same, and what the socket could not send is told to who sends.
        }
    }

    private static int duplicate(MethodHandle fcntl, int number) {
        try {
            return (int) fcntl.invokeExact(number, DUPLICATE_CLOSE_ON_EXEC, 0);
        } catch (Throwable e) {
            throw new IllegalStateException("a call of the system throws nothing", e);
        }
    }

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> find() {
        var linker = Linker.nativeLinker();
        return linker.defaultLookup().find("fcntl").map(address -> linker.downcallHandle(address,
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2)));
    }
}
