package dev.ftpsd.server.hook;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BackoffTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(10));

    @Test
    void it_doubles_from_the_first_to_the_longest() {
        RandomGenerator least = () -> 0L;

        assertEquals(Duration.ofSeconds(1), BACKOFF.after(1, least));
        assertEquals(Duration.ofSeconds(2), BACKOFF.after(2, least));
        assertEquals(Duration.ofSeconds(512), BACKOFF.after(10, least));
        assertEquals(Duration.ofMinutes(10), BACKOFF.after(11, least));
        assertEquals(Duration.ofMinutes(10), BACKOFF.after(1_000_000, least));
    }

    @Test
    void chance_takes_up_to_a_half_so_that_calls_that_failed_together_come_apart() {
        var random = RandomGenerator.of("L64X128MixRandom");
        var waits = IntStream.range(0, 1000).mapToObj(_ -> BACKOFF.after(3, random)).toList();

        assertTrue(waits.stream().allMatch(wait -> wait.toMillis() >= 2000 && wait.toMillis() <= 4000));
        assertTrue(waits.stream().distinct().count() > 900);
    }
}
