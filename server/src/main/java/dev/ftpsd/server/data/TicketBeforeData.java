package dev.ftpsd.server.data;

import dev.ftpsd.tls.DataEngine;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * Sends a fresh TLS 1.3 ticket before the first bytes of a download or listing, in the same write; an empty one ends with an
 * empty write. An upload writes nothing and gets none. Above the TLS handler, on the event loop.
 */
final class TicketBeforeData extends ChannelOutboundHandlerAdapter {

    private final DataEngine engine;

    TicketBeforeData(DataEngine engine) {
        this.engine = engine;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        engine.issueTicket();
        ctx.pipeline().remove(this);
        ctx.write(message, promise);
    }
}
