package dev.ftpsd.server.data;

import java.time.Duration;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What has arrived and is wanted no more, on a connection whose end is still on its way: perhaps its event loop ends first. */
final class DiscardTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final DataHandler handler = new DataHandler(channel);
    private final ByteBuf arrived = Unpooled.buffer().writeInt(1);

    DiscardTest() {
        channel.pipeline().addLast(new NeverCloses(), handler);
        channel.writeInbound(arrived);
    }

    @Test
    void a_connection_that_nobody_used_keeps_nothing_while_it_closes() {
        new ArrivedConnection(channel, handler, null).drop();

        assertEquals(0, arrived.refCnt());
    }

    @Test
    void a_transfer_that_was_broken_off_keeps_nothing_while_its_connection_closes() {
        new NettyDataChannel(channel, handler.inbox(), new NettyDataChannel.Terms(Duration.ZERO, false)).close();

        assertEquals(0, arrived.refCnt());
    }

    @Test
    void what_still_arrives_is_not_kept() {
        var late = Unpooled.buffer().writeInt(1);
        new ArrivedConnection(channel, handler, null).drop();
        channel.writeInbound(late);

        assertEquals(0, late.refCnt());
    }

    /** As a TLS handler whose close_notify does not leave. */
    private static final class NeverCloses extends ChannelOutboundHandlerAdapter {

        @Override
        public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
            // Later.
        }
    }
}
