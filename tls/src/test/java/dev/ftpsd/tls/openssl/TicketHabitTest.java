package dev.ftpsd.tls.openssl;

import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who needs fresh tickets. */
final class TicketHabitTest {

    private static final int TRANSFERS = 10 * TicketHabit.NOW_AND_THEN;

    private final TicketHabit habit = new TicketHabit();

    private void show(int times, long ticket) {
        for (int i = 0; i < times; i++) {
            habit.shown(OptionalLong.of(ticket));
        }
    }

    @Test
    void a_client_that_has_shown_none_yet_does() {
        assertTrue(habit.wantsFresh());
    }

    @Test
    void a_client_that_shows_another_each_time_always_does() {
        for (int i = 0; i < TRANSFERS; i++) {
            show(1, i);
            assertTrue(habit.wantsFresh(), "behind transfer " + i);
        }
    }

    @Test
    void a_client_that_tries_again_does() {
        show(TicketHabit.CONVINCING - 1, 7);

        assertTrue(habit.wantsFresh());
    }

    @Test
    void a_client_that_keeps_one_does_now_and_then() {
        var fresh = 0;
        show(TicketHabit.CONVINCING, 7);
        for (int i = TicketHabit.CONVINCING; i < TRANSFERS; i++) {
            show(1, 7);
            fresh += habit.wantsFresh() ? 1 : 0;
        }

        assertEquals(TRANSFERS / TicketHabit.NOW_AND_THEN, fresh);
    }

    @Test
    void a_client_that_has_changed_does_at_once() {
        show(TicketHabit.CONVINCING, 7);
        assertFalse(habit.wantsFresh());

        show(1, 8);

        assertTrue(habit.wantsFresh());
    }

    @Test
    void a_client_without_tickets_is_no_client_that_keeps_one() {
        for (int i = 0; i < TRANSFERS; i++) {
            habit.shown(OptionalLong.empty());
            assertTrue(habit.wantsFresh());
        }
    }
}
