package dev.ftpsd.server.session;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The last words of a session, and the command that still runs. */
class UnderWayTest {

    private final UnderWay underWay = new UnderWay();
    private final List<String> said = new ArrayList<>();

    @Test
    void where_nothing_runs_they_are_said_at_once() {
        underWay.begins();
        underWay.ends();
        underWay.afterwards(() -> said.add("goodbye"));

        assertEquals(List.of("goodbye"), said);
        assertFalse(underWay.isAwaited());
    }

    @Test
    void they_wait_for_the_command_and_are_said_once() {
        underWay.begins();
        underWay.afterwards(() -> said.add("goodbye"));
        assertEquals(List.of(), said);
        assertTrue(underWay.isAwaited());

        underWay.ends();
        underWay.ends();
        assertEquals(List.of("goodbye"), said);
        assertFalse(underWay.isAwaited());
    }
}
