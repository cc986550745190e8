package dev.ftpsd.server.data;

import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;

/**
 * The event loop's half of a data connection: puts what arrives into the {@link DataInbox}, and knows how the connection ended.
 *
 * <p>It stands in the pipeline from the first byte on, because an upload's bytes and its close_notify can come in the same
 * read as the end of the handshake.
 */
final class DataHandler extends ChannelInboundHandlerAdapter {

    private final DataInbox inbox;
    private volatile boolean isProtected;

    DataHandler(Channel channel) {
        this.inbox = new DataInbox(channel);
    }

    DataInbox inbox() {
        return inbox;
    }

    /** From now on the bytes are TLS plaintext, and only close_notify ends them. */
    void markProtected() {
        isProtected = true;
    }

    boolean isProtected() {
        return isProtected;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        inbox.put((ByteBuf) message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslCloseCompletionEvent closed && closed.isSuccess()) {
            inbox.endCleanly();
        } else if (event == ChannelInputShutdownEvent.INSTANCE) {
            EpollEntry.keep(ctx.channel());
            inputEnded();
            if (bothHaveEnded(ctx.channel())) {
                ctx.channel().close();
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    /** Nothing can come or go any more: the descriptor need not be held. */
    static boolean bothHaveEnded(Channel channel) {
        return channel instanceof DuplexChannel duplex && duplex.isInputShutdown() && duplex.isOutputShutdown();
    }

    /** Without a FIN before it this is no end of the client's: the connection broke, or was closed on our side. */
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        inbox.fail(new DataFailure(DataFailure.Kind.BROKEN, "Data connection closed by the client."));
        ctx.fireChannelInactive();
    }

    /** FIN is the only end in clear; under TLS anybody on the way can send one. */
    private void inputEnded() {
        if (isProtected) {
            inbox.endTruncated();
        } else {
            inbox.endCleanly();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        inbox.signal();
        // A client that asks for new keys (RFC 8446 §4.6.3) and does not read what TLS answers would fill our memory.
        if (ctx.channel().isWritable()) {
            inbox.readOn();
        } else {
            ctx.channel().config().setAutoRead(false);
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var text = cause instanceof IOException ? "Data connection broken."
                : "Data connection broken by a protocol error.";
        inbox.fail(new DataFailure(DataFailure.Kind.BROKEN, text, cause));
        ctx.close();
    }
}
