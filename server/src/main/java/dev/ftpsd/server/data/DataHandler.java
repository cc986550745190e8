package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import org.jspecify.annotations.Nullable;

/**
 * The event loop's half of a data connection: keeps what arrived until a transfer takes it, and knows how the connection
 * ended. Here is the one home of back-pressure: reading stops while more than the high mark waits, and a sender waits until
 * the channel is writable.
 *
 * <p>It stands in the pipeline from the first byte on, because an upload's bytes and its close_notify can come in the same
 * read as the end of the handshake.
 */
final class DataHandler extends ChannelInboundHandlerAdapter {

    /** Enough to keep a fast client busy while a disk write takes its time. */
    private static final int HIGH_MARK = 512 * 1024;
    private static final int LOW_MARK = 128 * 1024;

    /** Nobody has claimed it yet: it gets no more room than one read. */
    private static final int UNCLAIMED_MARK = 64 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<ByteBuf> received = new ArrayDeque<>();
    private final Channel channel;
    private int waiting;
    private boolean claimed;
    private volatile boolean isProtected;
    private boolean clean;
    private boolean truncated;
    private @Nullable DataFailure failure;

    DataHandler(Channel channel) {
        this.channel = channel;
    }

    // ------------------------------------------------------------------ event loop

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var bytes = (ByteBuf) message;
        lock.lock();
        try {
            if (clean || failure != null || !bytes.isReadable()) {
                bytes.release();
                return;
            }
            received.add(bytes);
            waiting += bytes.readableBytes();
            if (waiting >= (claimed ? HIGH_MARK : UNCLAIMED_MARK)) {
                channel.config().setAutoRead(false);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslCloseCompletionEvent closed && closed.isSuccess()) {
            endCleanly();
        } else if (event == ChannelInputShutdownEvent.INSTANCE) {
            inputEnded();
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        inputEnded();
        fail(new DataFailure(DataFailure.Kind.BROKEN, "Data connection closed by the client."));
        ctx.fireChannelInactive();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        signal();
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var kind = cause instanceof IOException ? "Data connection broken."
                : "Data connection broken by a protocol error.";
        fail(new DataFailure(DataFailure.Kind.BROKEN, kind, cause));
        ctx.close();
    }

    /** FIN without close_notify: anybody on the way can send one, so a protected upload may be cut short. */
    private void inputEnded() {
        lock.lock();
        try {
            truncated = isProtected && !clean;
            clean = clean || (failure == null && !truncated);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void endCleanly() {
        lock.lock();
        try {
            clean = failure == null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // ------------------------------------------------------------------ any thread

    /** From now on the bytes are TLS plaintext, and only close_notify ends them. */
    void markProtected() {
        isProtected = true;
    }

    boolean isProtected() {
        return isProtected;
    }

    /** A transfer has taken the connection: it may have its full room. */
    void claim() {
        lock.lock();
        try {
            claimed = true;
        } finally {
            lock.unlock();
        }
        channel.config().setAutoRead(true);
    }

    /** Ends the connection for whoever waits on it; the first reason counts, and a clean end of the input stays one. */
    void fail(DataFailure reason) {
        lock.lock();
        try {
            if (failure == null) {
                failure = reason;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Drops what arrived and nobody will take. */
    void discard() {
        lock.lock();
        try {
            received.forEach(ByteBuf::release);
            received.clear();
            waiting = 0;
        } finally {
            lock.unlock();
        }
    }

    // ------------------------------------------------------------------ the transfer's thread

    int receive(ByteBuffer target, Duration stall) throws DataFailure {
        lock.lock();
        try {
            while (received.isEmpty()) {
                if (clean) {
                    return -1;
                }
                throwIfFailed();
                if (truncated) {
                    throw new DataFailure(DataFailure.Kind.BROKEN,
                            "TLS data connection ended without close_notify; the file may be cut short.");
                }
                await(stall, () -> waiting);
            }
            return take(target);
        } finally {
            lock.unlock();
        }
    }

    void awaitWritable(Duration stall) throws DataFailure {
        lock.lock();
        try {
            throwIfFailed();
            while (!channel.isWritable()) {
                await(stall, channel::bytesBeforeWritable);
                throwIfFailed();
            }
        } finally {
            lock.unlock();
        }
    }

    private int take(ByteBuffer target) {
        var taken = 0;
        while (target.hasRemaining() && !received.isEmpty()) {
            var first = received.element();
            var count = Math.min(target.remaining(), first.readableBytes());
            first.readBytes(target.slice(target.position(), count));
            target.position(target.position() + count);
            taken += count;
            if (!first.isReadable()) {
                received.remove().release();
            }
        }
        waiting -= taken;
        if (waiting <= LOW_MARK && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
        return taken;
    }

    /** Waits for a change; gives up when {@code progress} has stood still for {@code stall}. The lock is held. */
    @SuppressWarnings("WaitNotInLoop") // the callers loop
    private void await(Duration stall, LongSupplier progress) throws DataFailure {
        var before = progress.getAsLong();
        try {
            if (!changed.await(stall.toMillis(), TimeUnit.MILLISECONDS) && progress.getAsLong() == before) {
                throw new DataFailure(DataFailure.Kind.BROKEN,
                        "Data connection stalled: nothing moved for " + stall.toSeconds() + " seconds.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataFailure(DataFailure.Kind.ABORTED, "Transfer aborted.", e);
        }
    }

    private void throwIfFailed() throws DataFailure {
        if (failure != null) {
            throw failure;
        }
    }
}
