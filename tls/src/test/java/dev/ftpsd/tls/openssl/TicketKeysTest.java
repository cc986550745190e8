package dev.ftpsd.tls.openssl;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

/** The life of a ticket key. */
class TicketKeysTest {

    private static final Duration LIFETIME = Duration.ofHours(24);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final TicketKeys keys = new TicketKeys(LIFETIME, now::get);

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Test
    void a_key_makes_tickets_for_an_hour() {
        var first = keys.current();
        pass(TicketKeys.ROTATION.minusSeconds(1));
        assertSame(first, keys.current());
        pass(Duration.ofSeconds(1));
        assertNotSame(first, keys.current());
    }

    @Test
    void a_key_is_kept_for_as_long_as_its_tickets_live_and_no_longer() {
        var first = keys.current();
        pass(TicketKeys.ROTATION.plus(LIFETIME));
        keys.current();
        assertEquals(Optional.of(first), keys.named(first.name()));

        pass(TicketKeys.ROTATION);
        keys.current();
        assertEquals(Optional.empty(), keys.named(first.name()));
    }

    @Test
    void the_key_of_another_server_is_not_found() {
        var other = new TicketKeys(LIFETIME, now::get);

        assertEquals(Optional.empty(), keys.named(other.current().name()));
    }
}
