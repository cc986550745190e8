package dev.ftpsd.server.data;

import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.concurrent.Future;

/** What the event loop sends for a transfer, and the transfer's waiting for it. */
final class LoopSender {

    static final String CLOSED = "Data connection closed by the client.";

    private final Channel channel;
    private final DataInbox inbox;
    private final NettyDataChannel.Terms terms;
    private volatile boolean dataLost;

    LoopSender(Channel channel, DataInbox inbox, NettyDataChannel.Terms terms) {
        this.channel = channel;
        this.inbox = inbox;
        this.terms = terms;
    }

    /** If these bytes of a file are lost, the transfer has failed. */
    void watch(ChannelFuture bytes) {
        bytes.addListener(this::sent);
    }

    private void sent(Future<?> result) {
        if (!result.isSuccess()) {
            dataLost = true;
            inbox.fail(new DataFailure(DataFailure.Kind.BROKEN, CLOSED, result.cause()));
        }
    }

    /** Waits until all that was written has left. */
    void awaitNothingWaiting() throws DataFailure {
        awaitEnd(channel.writeAndFlush(Unpooled.EMPTY_BUFFER));
    }

    /**
     * Sends the last bytes, and half closes behind them; returns when all has left. Bytes, close_notify and FIN go in as few segments as they
     * fit into.
     */
    void end(Optional<ByteBuf> last) throws DataFailure {
        var ended = channel.newPromise();
        onLoop(last, () -> {
            last.ifPresent(this::sendLast);
            HalfClose.begin(channel, ended);
        });
        awaitEnd(ended);
    }

    /** The same, of a client that has sent all that it will: nothing is waited for, as nothing of the file can be lost any more. */
    void answerEnd() throws DataFailure {
        onLoop(Optional.empty(), () -> HalfClose.answer(channel));
    }

    /** @param last released where the event loop takes nothing any more */
    private void onLoop(Optional<ByteBuf> last, Runnable step) throws DataFailure {
        try {
            channel.eventLoop().execute(step);
        } catch (RejectedExecutionException e) {
            last.ifPresent(ByteBuf::release);
            throw new DataFailure(DataFailure.Kind.BROKEN, CLOSED, e);
        }
    }

    private void sendLast(ByteBuf bytes) {
        // A file without bytes has lost none, whatever becomes of its end.
        var isFile = bytes.isReadable();
        cork();
        var sent = channel.writeAndFlush(bytes);
        if (isFile) {
            watch(sent);
        }
    }

    /** The kernel holds back what fills no segment until FIN, which is behind it. */
    private void cork() {
        try {
            if (channel instanceof EpollSocketChannel epoll && epoll.isActive()) {
                epoll.config().setTcpCork(true);
            }
        } catch (ChannelException e) {
            // It goes in more segments.
        }
    }

    /** Waits for something to leave, as long as anything moves. */
    void awaitEnd(ChannelFuture ended) throws DataFailure {
        inbox.turn().end();
        var bell = new Bell();
        ended.addListener(done -> bell.ring());
        bell.lock();
        try {
            while (!ended.isDone()) {
                var before = pendingBytes();
                if (!bell.await(terms.stall()) && !ended.isDone() && pendingBytes() == before) {
                    throw new DataFailure(DataFailure.Kind.BROKEN, "Data connection stalled at its end.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataFailure(DataFailure.Kind.ABORTED, "Transfer aborted.", e);
        } finally {
            bell.unlock();
        }
        // A client that closes at once may miss our close_notify; only bytes of the file count.
        if (dataLost) {
            inbox.throwIfFailed();
            throw new DataFailure(DataFailure.Kind.BROKEN, CLOSED);
        }
    }

    private long pendingBytes() {
        var waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }
}
