package dev.ftpsd.server.data;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import org.jspecify.annotations.Nullable;

/**
 * Where a data connection's two halves meet: the event loop puts in what arrived and how it ended, the transfer's thread takes it
 * out and waits. Reading stops while more than the high mark waits, and a sender waits until the channel is writable.
 */
final class DataInbox {

    /** Enough to keep a fast client busy while a disk write takes its time. */
    private static final int HIGH_MARK = 512 * 1024;
    private static final int LOW_MARK = 128 * 1024;

    /** Nobody has claimed it yet: it gets no more room than one read. */
    private static final int UNCLAIMED_MARK = 64 * 1024;

    private final Bell bell = new Bell();
    private final Arrived arrived = new Arrived();
    private final Turn turn = new Turn(Turns.ALL);
    private final Channel channel;
    private boolean claimed;
    private boolean clean;
    private boolean truncated;
    private boolean discarding;
    private boolean taken;
    private @Nullable DataFailure failure;

    DataInbox(Channel channel) {
        this.channel = channel;
    }

    // ------------------------------------------------------------------ event loop

    /** Takes over what arrived. */
    void put(ByteBuf bytes) {
        change(() -> {
            if (clean || discarding || failure != null || !bytes.isReadable()) {
                bytes.release();
                return;
            }
            arrived.add(bytes);
            if (arrived.octets() >= (claimed ? HIGH_MARK : UNCLAIMED_MARK)) {
                channel.config().setAutoRead(false);
            }
        });
    }

    /** Gives back what has arrived: it was no plaintext, but the beginning of a handshake. */
    List<ByteBuf> takeBack() {
        var all = new ArrayList<ByteBuf>();
        change(() -> all.addAll(arrived.takeAll()));
        return all;
    }

    /** The client has ended its side as it should. */
    void endCleanly() {
        change(() -> clean = clean || (failure == null && !truncated));
    }

    /** The client's side has ended in the middle of something: what came may be cut short. */
    void endTruncated() {
        change(() -> truncated = !clean && failure == null);
    }

    /** Whether the client may still send, so that a thread can read by itself. */
    boolean canBeTaken() {
        return channel.isOpen() && !hasEnded();
    }

    /** A thread will read by itself: the event loop reads no more. */
    void take() {
        change(() -> {
            taken = true;
            channel.config().setAutoRead(false);
        });
    }

    /** That thread has ended. */
    void giveBack() {
        change(() -> taken = false);
        readOn();
    }

    /** Something changed that a thread may wait for. */
    void signal() {
        change(() -> {});
    }

    // ------------------------------------------------------------------ any thread

    /** A transfer has taken the connection: it may have its full room. */
    void claim() {
        change(() -> claimed = true);
        if (!channel.config().isAutoRead()) {
            readOn();
        }
    }

    /**
     * Reads again, unless the client has ended its side: epoll has forgotten such a socket, and Netty would close the channel
     * over that, before our close_notify is out; and unless it does not read what TLS answers by itself, which would pile up. Then it
     * is read when that has left.
     */
    void readOn() {
        channel.eventLoop().execute(() -> {
            if (!taken && !hasEnded() && channel.isWritable()) {
                channel.config().setAutoRead(true);
            }
        });
    }

    /** Whether the client has ended its side. */
    boolean hasEnded() {
        return channel instanceof DuplexChannel duplex && duplex.isInputShutdown();
    }

    /** Ends it for whoever waits; the first reason counts, and a clean end of the input stays one. */
    void fail(DataFailure reason) {
        change(() -> failure = failure == null ? reason : failure);
        turn.cancel();
    }

    /** Drops what arrived and what will still arrive. */
    void discard() {
        change(() -> {
            arrived.takeAll().forEach(ByteBuf::release);
            discarding = true;
        });
    }

    private void change(Runnable change) {
        bell.change(() -> {
            change.run();
            return true;
        });
    }

    // ------------------------------------------------------------------ the transfer's thread

    /** As {@link DataChannel#receive}. */
    int receive(ByteBuffer target, Duration stall, boolean lenient) throws DataFailure {
        bell.lock();
        try {
            while (arrived.isEmpty()) {
                if (clean || (truncated && lenient)) {
                    return -1;
                }
                throwIfFailed();
                if (truncated) {
                    throw new DataFailure(DataFailure.Kind.BROKEN,
                            "TLS data connection ended without close_notify; the file may be cut short: send it again.");
                }
                await(stall, arrived::octets);
            }
            return take(target);
        } finally {
            bell.unlock();
        }
    }

    /** Waits until the channel takes more. */
    void awaitWritable(Duration stall) throws DataFailure {
        bell.lock();
        try {
            throwIfFailed();
            while (!channel.isWritable()) {
                await(stall, channel::bytesBeforeWritable);
                throwIfFailed();
            }
        } finally {
            bell.unlock();
        }
    }

    /** Waits until {@code come} holds, which is looked at whenever somebody has called {@link #signal()}. */
    void await(BooleanSupplier come, Duration stall) throws DataFailure {
        bell.lock();
        try {
            throwIfFailed();
            while (!come.getAsBoolean()) {
                await(stall, () -> 0);
                throwIfFailed();
            }
        } finally {
            bell.unlock();
        }
    }

    private int take(ByteBuffer target) {
        var count = arrived.moveTo(target);
        if (arrived.octets() <= LOW_MARK && !taken && !channel.config().isAutoRead()) {
            readOn();
        }
        return count;
    }

    /** Waits for a change; gives up when {@code progress} has stood still for {@code stall}; zero waits for ever. */
    private void await(Duration stall, LongSupplier progress) throws DataFailure {
        turn.end();
        var before = progress.getAsLong();
        try {
            if (!bell.await(stall) && progress.getAsLong() == before) {
                throw new DataFailure(DataFailure.Kind.BROKEN,
                        "Data connection stalled: nothing moved for " + stall.toSeconds() + " seconds.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataFailure(DataFailure.Kind.ABORTED, "Transfer aborted.", e);
        }
    }

    /** The place of that thread where it sends or receives by itself; whoever waits here gives it back. */
    Turn turn() {
        return turn;
    }

    /** Whether nothing that has arrived waits here. */
    boolean isEmpty() {
        bell.lock();
        try {
            return arrived.isEmpty();
        } finally {
            bell.unlock();
        }
    }

    /** For who sends or receives past the event loop. */
    void throwIfFailed() throws DataFailure {
        bell.lock();
        try {
            if (failure != null) {
                throw failure;
            }
        } finally {
            bell.unlock();
        }
    }
}
