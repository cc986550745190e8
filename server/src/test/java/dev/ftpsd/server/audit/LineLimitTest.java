package dev.ftpsd.server.audit;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class LineLimitTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10); // nanoTime may overflow while the server runs
    private final LineLimit limit = new LineLimit(3, Duration.ofSeconds(5), now::get);

    private int lines(String origin, int tries) {
        var written = 0;
        for (var i = 0; i < tries; i++) {
            written += limit.admits(origin).isPresent() ? 1 : 0;
        }
        return written;
    }

    @Test
    void a_flood_writes_a_few_lines_and_then_one_now_and_then() {
        assertEquals(3, lines("one", 1000));
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertEquals(1, lines("one", 1000));
        now.addAndGet(Duration.ofHours(1).toNanos());
        assertEquals(3, lines("one", 1000));
    }

    @Test
    void what_was_left_out_is_told_once_with_the_next_line() {
        lines("one", 10);
        now.addAndGet(Duration.ofSeconds(10).toNanos());

        assertEquals(OptionalLong.of(7), limit.admits("one"));
        assertEquals(OptionalLong.of(0), limit.admits("one"));
    }

    @Test
    void one_who_floods_silences_nobody_else() {
        lines("one", 1000);

        assertEquals(3, lines("other", 1000));
    }

    @Test
    void a_storm_of_origins_forgets_the_one_that_was_quiet_for_longest() {
        lines("one", 10);
        for (var i = 0; i < 10_000; i++) {
            limit.admits("storm " + i);
        }

        assertEquals(OptionalLong.of(0), limit.admits("one"));
    }
}
