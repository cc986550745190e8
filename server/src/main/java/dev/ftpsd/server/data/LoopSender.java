package dev.ftpsd.server.data;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
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

    /** Waits for something to leave, as long as anything moves. */
    void awaitEnd(ChannelFuture ended) throws DataFailure {
        try {
            var left = pendingBytes();
            while (!ended.await(terms.stall().isZero() ? Long.MAX_VALUE : terms.stall().toMillis())) {
                var before = left;
                left = pendingBytes();
                if (left == before) {
                    throw new DataFailure(DataFailure.Kind.BROKEN, "Data connection stalled at its end.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataFailure(DataFailure.Kind.ABORTED, "Transfer aborted.", e);
        }
        // A client that closes at once may miss our close_notify; only bytes of the file count.
        if (dataLost) {
            throw new DataFailure(DataFailure.Kind.BROKEN, CLOSED);
        }
    }

    private long pendingBytes() {
        return channel.config().getWriteBufferHighWaterMark() - channel.bytesBeforeUnwritable();
    }
}
