package dev.ftpsd.server.data;

import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The end of a connection whose client takes nothing: its socket is full, and what we write stays with us. */
final class HalfCloseTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise never) {
            ((ByteBuf) message).release();
        }
    });

    @BeforeEach
    void stopTheClock() {
        channel.freezeTime();
    }

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    private void pass(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    /** Nobody waits for it, so nobody would ever break it off. */
    @Test
    void the_answer_to_an_end_is_given_up_when_it_does_not_leave() {
        HalfClose.answer(channel);
        pass(HalfClose.DRAIN.toSeconds() - 1);
        assertTrue(channel.isOpen());

        pass(1);
        assertFalse(channel.isOpen());
    }

    /** What is left of a download may take as long as the client is slow: the transfer's thread waits, and breaks off. */
    @Test
    void the_end_of_a_download_waits_for_what_is_before_it() {
        HalfClose.begin(channel, channel.newPromise());

        pass(10 * HalfClose.DRAIN.toSeconds());
        assertTrue(channel.isOpen());
    }
}
