package dev.ftpsd.server.control;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.ftpsd.server.protocol.Reply;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;

/**
 * The end of a control connection: the last reply, close_notify under TLS, FIN. What the client still sends is read and dropped
 * for a moment, since closing over unread octets would send RST, and the reply would be lost with it.
 */
final class Farewell {

    private static final Duration DRAIN = Duration.ofSeconds(2);

    private Farewell() {}

    static void say(ChannelHandlerContext ctx, Reply last) {
        var channel = ctx.channel();
        channel.config().setAutoRead(true);
        ctx.writeAndFlush(last);
        var tls = ctx.pipeline().get(ControlTls.class);
        var ended = tls == null ? ctx.writeAndFlush(ctx.alloc().buffer(0)) : tls.closeOutbound();
        ended.addListener(done -> {
            if (channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            }
        });
        ctx.executor().schedule(() -> channel.close(), DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    }
}
