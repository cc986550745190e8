package dev.ftpsd.server.data;

import dev.ftpsd.server.protocol.ProtectionLevel;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** On a silent connection that was taken for one in clear: a handshake shows that it was another's, and no file. */
final class GuessedClear extends ChannelInboundHandlerAdapter {

    private final DataOwner owner;
    private final DataInbox inbox;

    /** @param owner whose it was taken for; PROT P may come between, and then a handshake is what it waits for */
    GuessedClear(DataOwner owner, DataInbox inbox) {
        this.owner = owner;
        this.inbox = inbox;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var bytes = (ByteBuf) message;
        if (owner.protection() == ProtectionLevel.CLEAR && FirstOctets.beginHello(bytes)) {
            bytes.release();
            inbox.fail(PassiveEndpoint.clearButTls());
            ctx.close();
            return;
        }
        ctx.fireChannelRead(bytes);
        ctx.pipeline().remove(this);
    }
}
