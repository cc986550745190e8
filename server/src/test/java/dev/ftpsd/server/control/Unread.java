package dev.ftpsd.server.control;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/** A client that reads nothing: what is written waits, and above 64 KiB the channel says that it takes no more. */
final class Unread extends ChannelOutboundHandlerAdapter {

    private static final int MARK = 64 * 1024;

    private long kept;

    /** Octets that wait. */
    long kept() {
        return kept;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        kept += ((ByteBuf) message).readableBytes();
        ((ByteBuf) message).release();
        promise.setSuccess();
        if (kept > MARK) {
            ctx.channel().unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        }
    }
}
