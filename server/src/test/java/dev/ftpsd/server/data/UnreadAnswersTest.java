package dev.ftpsd.server.data;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A client that asks for new keys again and again (RFC 8446 §4.6.3) and does not read: TLS answers each time, and what it answers waits in
 * our memory.
 */
final class UnreadAnswersTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final DataHandler handler = new DataHandler(channel);

    UnreadAnswersTest() {
        channel.pipeline().addLast(handler);
    }

    private void writable(boolean isWritable) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, isWritable);
        channel.runPendingTasks();
    }

    @Test
    void nothing_is_read_while_nothing_leaves() {
        writable(false);
        assertFalse(channel.config().isAutoRead());

        handler.inbox().claim();
        channel.runPendingTasks();
        assertFalse(channel.config().isAutoRead(), "also not for a transfer that wants more");

        writable(true);
        assertTrue(channel.config().isAutoRead());
    }

    @Test
    void what_a_thread_reads_stays_with_it() {
        handler.inbox().take();
        writable(false);
        writable(true);
        assertFalse(channel.config().isAutoRead());
    }
}
