package dev.ftpsd.tls.openssl;

import java.time.Duration;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who needs a fresh ticket before the next data connection. */
final class TicketHabitTest {

    private static final int TRANSFERS = 100;

    private long now;
    private final TicketHabit habit = new TicketHabit(() -> now);

    /** How many tickets a client gets that shows this one so often. */
    private int transfers(int count, long ticket) {
        var fresh = 0;
        for (int i = 0; i < count; i++) {
            fresh += habit.wantsFresh() ? 1 : 0;
            habit.shown(OptionalLong.of(ticket));
        }
        return fresh;
    }

    @Test
    void a_client_that_has_shown_none_yet_does() {
        assertTrue(habit.wantsFresh());
    }

    @Test
    void a_client_that_shows_another_each_time_always_does() {
        for (int i = 0; i < TRANSFERS; i++) {
            assertEquals(1, transfers(1, i), "before transfer " + i);
        }
    }

    @Test
    void a_client_that_keeps_one_does_until_that_is_sure() {
        assertEquals(TicketHabit.CONVINCING, transfers(TRANSFERS, 7));
    }

    @Test
    void a_client_that_keeps_one_does_each_minute() {
        transfers(TRANSFERS, 7);

        now += TicketHabit.NOW_AND_THEN.minusSeconds(1).toNanos();
        assertEquals(0, transfers(TRANSFERS, 7));
        now += Duration.ofSeconds(1).toNanos();
        assertEquals(1, transfers(TRANSFERS, 7));
    }

    @Test
    void a_client_that_has_changed_does_at_once() {
        transfers(TRANSFERS, 7);

        assertEquals(0, transfers(1, 8));
        assertEquals(1, transfers(1, 8));
    }

    /** It has been told 522, and without a ticket it would be told so for ever. */
    @Test
    void a_client_whose_last_data_connection_resumed_nothing_does() {
        transfers(TRANSFERS, 7);

        assertFalse(habit.wantsFresh());
        assertTrue(habit.wantsFresh());
    }

    @Test
    void a_client_without_tickets_is_no_client_that_keeps_one() {
        for (int i = 0; i < TRANSFERS; i++) {
            assertTrue(habit.wantsFresh());
            habit.shown(OptionalLong.empty());
        }
    }
}
