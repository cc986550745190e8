package dev.ftpsd.server.control;

import java.nio.charset.StandardCharsets;

import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** The whole life of a connection that is not let in: one 421 where the client reads in clear, and the end. */
final class TurnedAway extends ChannelInboundHandlerAdapter {

    private final String text;
    private final boolean inClear;

    /** @param inClear whether the client reads now what is sent in clear; where TLS comes first it is told nothing */
    TurnedAway(String text, boolean inClear) {
        this.text = text;
        this.inClear = inClear;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (!inClear) {
            ctx.close();
            return;
        }
        var reply = Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE, text).toWire();
        var octets = ctx.alloc().buffer().writeBytes(reply.getBytes(StandardCharsets.UTF_8));
        ctx.writeAndFlush(octets).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
