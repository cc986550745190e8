package dev.ftpsd.server.data;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Optional;

import io.netty.channel.Channel;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors;
import org.jspecify.annotations.Nullable;

/**
 * Sends a file in clear from the transfer's own thread by sendfile(2): the kernel gives the file's pages to the network, and no
 * byte is copied. The disk is read by this thread, never by an event loop.
 */
final class FileSender implements AutoCloseable {

    /** So much a call: between two of them others have the carrier, and ABOR and the limits have their say. */
    private static final int MOST = 1024 * 1024;

    /** Copying {@link #MOST} takes a millisecond; to be put off by the system's scheduler some more. */
    private static final long SLOW = Duration.ofMillis(8).toNanos();

    private static final Optional<MethodHandle> SENDFILE = find();

    private final OwnSocket own;
    private @Nullable FileChannel file;
    private boolean waitsForDisk;
    private @Nullable DefaultFileRegion region;

    private FileSender(OwnSocket own) {
        this.own = own;
    }

    /**
     * Takes over from the event loop, where that is possible.
     *
     * @return empty without epoll, when something that was written has not left, and when the channel is closed
     */
    static Optional<FileSender> over(Channel channel, DataInbox inbox, NettyDataChannel.Terms terms) {
        if (SENDFILE.isEmpty()) {
            return Optional.empty();
        }
        return LoopStep.await(channel, step -> {
            var waiting = channel.unsafe().outboundBuffer();
            step.end(waiting == null || !waiting.isEmpty() ? Optional.empty()
                    : OwnSocket.of(channel, inbox, terms.stall()).map(FileSender::new));
        });
    }

    /**
     * Sends what the socket takes, and waits until that is at least one byte.
     *
     * @return how many bytes, 0 at the end of the file, {@link DataChannel#CANNOT} when something else is the matter: with the
     *         disk, the file system or the connection. Whoever reads and writes by itself will see what
     * @throws DataFailure as {@link DataChannel#sendFile}
     */
    long send(FileChannel source, long position, long count) throws DataFailure {
        var most = Math.min(count, MOST);
        var sent = timed(source, position, most);
        while (sent == Errors.ERRNO_EAGAIN_NEGATIVE) {
            own.awaitWritable();
            sent = timed(source, position, most);
        }
        return sent < 0 ? DataChannel.CANNOT : sent;
    }

    private long timed(FileChannel source, long position, long count) {
        var began = System.nanoTime();
        var sent = sendfile(source, position, count);
        waitsForDisk = System.nanoTime() - began > SLOW;
        return sent;
    }

    /** Whether the last call took so long that it will have waited for the disk: many can do that at once. */
    boolean waitsForDisk() {
        return waitsForDisk;
    }

    private long sendfile(FileChannel source, long position, long count) {
        if (region == null || !source.equals(file)) {
            file = source;
            // Never released, which would close the file: that is its owner's.
            region = new DefaultFileRegion(source, 0, Long.MAX_VALUE);
        }
        try {
            return (long) SENDFILE.orElseThrow().invokeExact(own.socket().descriptor().intValue(), region, 0L, position,
                    count);
        } catch (Throwable e) {
            throw new IllegalStateException("the call gives numbers of errors back", e);
        }
    }

    @Override
    public void close() {
        own.close();
    }

    /** Netty's own call, which knows how to get at a file's descriptor; it shows it to its channels alone. */
    private static Optional<MethodHandle> find() {
        try {
            if (!Epoll.isAvailable()) {
                return Optional.empty();
            }
            var socket = Class.forName("io.netty.channel.epoll.LinuxSocket");
            return Optional.of(MethodHandles.privateLookupIn(socket, MethodHandles.lookup())
                    .findStatic(socket, "sendFile",
                            MethodType.methodType(long.class, int.class, DefaultFileRegion.class,
                                    long.class, long.class, long.class)));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
