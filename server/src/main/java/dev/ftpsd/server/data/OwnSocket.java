package dev.ftpsd.server.data;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

import io.netty.channel.Channel;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A data connection's socket in the hands of its transfer's thread: the thread reads and writes it by itself, and when there is
 * nothing to read or no room, the kernel tells a thread of the system when there is ({@link SocketPoll}), and behind 20 ms, or on a
 * virtual thread, the event loop does. So it waits without holding a carrier or its {@link Turn}.
 */
final class OwnSocket implements AutoCloseable {

    /** EPOLLONESHOT (epoll_ctl(2)): the event loop hears of it once, and then only when it is asked for again. */
    private static final int ONE_SHOT = 1 << 30;

    private static final EpollIoOps READABLE =
            EpollIoOps.valueOf(EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLRDHUP).value() | ONE_SHOT);
    private static final EpollIoOps WRITABLE = EpollIoOps.valueOf(EpollIoOps.EPOLLOUT.value() | ONE_SHOT);

    private final SecondDescriptor socket;
    private final IoEventLoop loop;
    private final DataInbox inbox;
    private final Duration stall;
    private final Waiting waiting;
    private final SocketPoll poll;
    private @Nullable IoRegistration registration; // event loop, before the thread has this

    private OwnSocket(SecondDescriptor socket, SocketPoll poll, IoEventLoop loop, DataInbox inbox, Duration stall) {
        this.socket = socket;
        this.loop = loop;
        this.inbox = inbox;
        this.stall = stall;
        this.waiting = new Waiting(socket.descriptor(), inbox);
        this.poll = poll;
    }

    /**
     * Makes one of an epoll channel that is open; call it on the channel's event loop.
     *
     * @param stall how long a wait may last; zero for ever
     */
    static Optional<OwnSocket> of(Channel channel, DataInbox inbox, Duration stall) {
        if (!(channel.eventLoop() instanceof IoEventLoop loop)) {
            return Optional.empty();
        }
        var poll = new SocketPoll(); // needs memory, which may be short: before there is anything to close
        return SecondDescriptor.of(channel).map(socket -> new OwnSocket(socket, poll, loop, inbox, stall))
                .filter(OwnSocket::register);
    }

    private boolean register() {
        // On its own loop this is done when the call returns.
        registration = loop.register(waiting).getNow();
        if (registration == null) {
            socket.close();
        }
        return registration != null;
    }

    SecondDescriptor socket() {
        return socket;
    }

    /**
     * Waits until there is something to read, be it FIN or an error.
     *
     * @throws DataFailure BROKEN when nothing came for the stall timeout; ABORTED
     */
    void awaitReadable() throws DataFailure {
        var _ = await(SocketPoll.READABLE, READABLE);
    }

    /**
     * Waits until there is room to write, a third of the kernel's buffer.
     *
     * @return how long it took until there was, in nanoseconds
     * @throws DataFailure BROKEN when nothing moved for the stall timeout; ABORTED
     */
    long awaitWritable() throws DataFailure {
        return await(SocketPoll.WRITABLE, WRITABLE);
    }

    private long await(short polled, EpollIoOps event) throws DataFailure {
        var began = System.nanoTime();
        inbox.turn().end();
        // Whoever has been interrupted is told so by the other way.
        if (Thread.currentThread().isInterrupted() || !poll.await(socket.descriptor().intValue(), polled)) {
            awaitEvent(event);
        }
        inbox.throwIfFailed();
        var took = System.nanoTime() - began;
        inbox.turn().begin();
        return took;
    }

    private void awaitEvent(EpollIoOps event) throws DataFailure {
        waiting.come = false;
        if (registration == null || !registration.isValid() || registration.submit(event) < 0) {
            throw new DataFailure(DataFailure.Kind.BROKEN, "Data connection closed.");
        }
        inbox.await(() -> waiting.come, stall);
    }

    /** Gives it back; what the event loop is given behind this finds the socket its own again. */
    @Override
    public void close() {
        try {
            loop.execute(this::release);
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and epoll with it.
            socket.close();
        }
    }

    private void release() {
        // Before the descriptor goes: epoll keeps an entry for as long as the socket lives by another one.
        if (registration != null) {
            registration.cancel();
        }
        socket.close();
    }

    /** What the event loop knows of it. */
    private static final class Waiting implements EpollIoHandle {

        private final FileDescriptor descriptor;
        private final DataInbox inbox;
        private volatile boolean come;

        Waiting(FileDescriptor descriptor, DataInbox inbox) {
            this.descriptor = descriptor;
            this.inbox = inbox;
        }

        @Override
        public FileDescriptor fd() {
            return descriptor;
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            come = true;
            inbox.signal();
        }

        /** The event loop ends: nobody else would wake the thread. */
        @Override
        public void close() {
            inbox.fail(new DataFailure(DataFailure.Kind.BROKEN, "Data connection closed."));
        }
    }
}
