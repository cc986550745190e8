package dev.ftpsd.server.config.yaml;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NearestTest {

    private static final List<String> KEYS =
            List.of("idle-timeout", "login-timeout", "sessions", "sessions-per-ip", "for");

    @Test
    void a_mistyped_word_brings_the_one_that_was_meant() {
        assertEquals(", did you mean \"idle-timeout\"?", Nearest.hint("idletimeout", KEYS));
        assertEquals(", did you mean \"idle-timeout\"?", Nearest.hint("Idle_Timeout", KEYS));
        assertEquals(", did you mean \"sessions\"?", Nearest.hint("sesssion", KEYS));
        assertEquals(", did you mean \"for\"?", Nearest.hint("fro", KEYS));
    }

    @Test
    void another_word_brings_nothing() {
        assertEquals("", Nearest.hint("greeting", KEYS));
        assertEquals("", Nearest.hint("x", KEYS));
        assertEquals("", Nearest.hint("", KEYS));
        assertEquals("", Nearest.hint("s".repeat(100_000), KEYS));
    }

    @Property(tries = 200)
    void a_distance_is_the_same_in_both_directions_and_no_longer_than_the_longer_word(
            @ForAll @AlphaChars @StringLength(max = 12) String left,
            @ForAll @AlphaChars @StringLength(max = 12) String right) {
        var distance = Nearest.distance(left, right);

        assertEquals(distance, Nearest.distance(right, left));
        assertEquals(left.equals(right), distance == 0);
        assertTrue(distance <= Math.max(left.length(), right.length()));
    }
}
