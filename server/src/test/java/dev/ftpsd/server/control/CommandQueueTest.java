package dev.ftpsd.server.control;

import java.util.concurrent.atomic.AtomicInteger;

import dev.ftpsd.server.protocol.ReplyCode;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a client can make the server hold and look through while one of its commands runs. */
class CommandQueueTest {

    private static final Received ABOR = line(6);

    private final AtomicInteger looks = new AtomicInteger();
    private final CommandQueue queue = new CommandQueue(ABOR::equals);

    private static Received line(int octets) {
        return new Received.Malformed(ReplyCode.UNRECOGNIZED, "", octets);
    }

    private void fill(int lines) {
        for (var i = 0; i < lines; i++) {
            queue.addLast(line(1));
        }
    }

    private boolean bringAbortForward() {
        return queue.bringAbortForward(line -> {
            looks.incrementAndGet();
            return true;
        });
    }

    @Test
    void empty_lines_cost_what_they_take_in_memory_also_in_a_transfer() {
        fill(900);
        assertFalse(queue.isFull(true));

        fill(1100);
        assertTrue(queue.isFull(true));
    }

    @Test
    void lines_without_abor_are_not_looked_through_for_it() {
        fill(1000);

        assertFalse(bringAbortForward());
        assertEquals(0, looks.get());
    }

    @Test
    void an_abor_that_waits_is_brought_forward_and_counted_out_again() {
        fill(1);
        queue.addLast(ABOR);
        fill(1);

        assertTrue(bringAbortForward());
        assertSame(ABOR, queue.remove());
        assertFalse(bringAbortForward());
        queue.clear();
        assertTrue(queue.isEmpty());
    }
}
