package dev.ftpsd.server.control;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CommandPaceTest {

    private final CommandPace pace = new CommandPace();
    private long now = Long.MAX_VALUE - 10; // nanoTime may overflow while the server runs

    private Duration begin() {
        return pace.begin(now, 10);
    }

    private int within(Duration time) {
        var end = now + time.toNanos();
        var begun = 0;
        while (end - now > 0) {
            var wait = begin();
            begun += wait.isZero() ? 1 : 0;
            now += wait.toNanos();
        }
        return begun;
    }

    @Test
    void the_commands_of_one_second_may_come_at_once_and_the_next_waits() {
        for (var i = 0; i < 10; i++) {
            assertEquals(Duration.ZERO, begin(), "command " + i);
        }
        assertEquals(Duration.ofMillis(100), begin());
        now += Duration.ofMillis(100).toNanos();
        assertEquals(Duration.ZERO, begin());
    }

    @Test
    void in_the_long_run_there_are_as_many_as_allowed() {
        within(Duration.ofSeconds(1));

        assertEquals(100, within(Duration.ofSeconds(10)));
    }

    @Test
    void an_hour_of_silence_saves_up_one_second_and_no_more() {
        within(Duration.ofSeconds(3));
        now += Duration.ofHours(1).toNanos();

        assertEquals(19, within(Duration.ofMillis(999)), 1);
    }

    @Test
    void without_a_limit_nothing_waits() {
        for (var i = 0; i < 10_000; i++) {
            assertEquals(Duration.ZERO, pace.begin(now, 0));
        }
        assertTrue(begin().isZero());
    }
}
