package dev.ftpsd.server.data;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;

/**
 * The proper end of a data connection: close_notify under TLS, then FIN. What the client still sends is read and dropped for a
 * moment: closing over octets that nobody has read would send RST, and take from the client what it has not read yet.
 */
final class HalfClose {

    /** How long the client may take to end its side. */
    static final Duration DRAIN = Duration.ofSeconds(2);

    private HalfClose() {}

    /**
     * Ends our side, and closes as soon as the client has ended its own, at the latest after {@link #DRAIN}. On the event loop.
     *
     * @param ended told when our FIN is on its way, or why it is not
     */
    static void begin(Channel channel, ChannelPromise ended) {
        closeNotify(channel).addListener(notified -> {
            if (notified.isSuccess() && channel instanceof DuplexChannel duplex) {
                if (duplex.isInputShutdown()) {
                    // Nothing is unread: to close sends the same FIN, by one call of the system.
                    channel.close(ended);
                    return;
                }
                duplex.shutdownOutput(ended);
                closeWithTheClient(channel);
            } else {
                ended.tryFailure(
                        notified.cause() == null ? new IllegalStateException("no half close") : notified.cause());
            }
            drain(channel);
        });
    }

    /**
     * The same where the client has ended its side and nothing waits to be sent, so that nobody waits either: {@link #DRAIN} is for all of it.
     * A client that takes nothing could otherwise keep its connection for ever. On the event loop.
     */
    static void answer(Channel channel) {
        closeLate(channel);
        begin(channel, channel.newPromise());
    }

    /** The client's FIN is the end of both: Netty closes over it, and need not shut down first what the kernel has shut down. */
    private static void closeWithTheClient(Channel channel) {
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
    }

    /** When the client has ended its side before, {@link DataHandler} has seen it. */
    private static void drain(Channel channel) {
        if (DataHandler.bothHaveEnded(channel)) {
            channel.close();
        } else {
            closeLate(channel);
        }
    }

    private static void closeLate(Channel channel) {
        var late = channel.eventLoop().schedule(() -> channel.close(), DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> late.cancel(false));
    }

    private static Future<?> closeNotify(Channel channel) {
        var tls = channel.pipeline().get(SslHandler.class);
        return tls == null ? channel.writeAndFlush(channel.alloc().buffer(0)) : tls.closeOutbound();
    }
}
