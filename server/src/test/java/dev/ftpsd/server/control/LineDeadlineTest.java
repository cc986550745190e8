package dev.ftpsd.server.control;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A begun line must end within half a minute, whatever comes meanwhile. */
final class LineDeadlineTest {

    private static final int LIMIT = 64;

    private final AtomicInteger late = new AtomicInteger();
    private final EmbeddedChannel channel = new EmbeddedChannel(new CommandLineDecoder(LIMIT,
            new LineDeadline(Duration.ofSeconds(30), late::incrementAndGet)));

    @BeforeEach
    void stopTheClock() {
        channel.freezeTime();
    }

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private void come(String text) {
        Wire.feed(channel, Wire.octets(text));
    }

    @Test
    void octets_that_keep_coming_do_not_put_the_end_off() {
        for (int i = 0; i < 29; i++) {
            come("N");
            pass(1);
        }
        assertEquals(0, late.get());
        come("N");
        pass(1);
        assertEquals(1, late.get());
    }

    @Test
    void each_line_has_the_whole_time() {
        come("NO");
        pass(29);
        come("OP\r\nNO");
        pass(29);
        come("OP\r\n");
        pass(60);
        assertEquals(0, late.get());
    }

    @Test
    void a_line_that_is_skipped_must_end_as_well() {
        come("N".repeat(LIMIT));
        come("N");
        pass(30);
        assertEquals(1, late.get());
    }

    @Test
    void behind_the_end_of_a_line_that_was_skipped_nothing_has_begun() {
        come("N".repeat(LIMIT));
        come("N");
        come("\r\n");
        pass(60);
        assertEquals(0, late.get());
    }

    @Test
    void silence_between_lines_is_no_begun_line() {
        come("NOOP\r\n");
        pass(3600);
        assertEquals(0, late.get());
    }

    @Test
    void a_connection_that_is_gone_is_not_late() {
        come("NO");
        channel.pipeline().removeFirst();
        pass(60);
        assertEquals(0, late.get());
    }
}
