package dev.ftpsd.auth;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LoginThrottleTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("203.0.113.7");
    private static final InetAddress NEXT_DOOR = InetAddress.ofLiteral("203.0.113.8");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10); // nanoTime may overflow while the server runs
    private final LoginThrottle throttle = new LoginThrottle(SECOND, now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private Duration failAndWait(String user, InetAddress from) {
        var delay = throttle.failed(user, from);
        pass(delay);
        return delay;
    }

    @Test
    void the_delay_doubles_up_to_thirty_seconds() {
        var delays = new ArrayList<Long>();
        for (var i = 0; i < 8; i++) {
            delays.add(failAndWait("acme", HERE).toSeconds());
        }

        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L), delays);
    }

    @Test
    void who_has_waited_for_the_answer_does_not_wait_again() {
        failAndWait("acme", HERE);

        assertEquals(Duration.ZERO, throttle.pause("acme", HERE));
    }

    @Test
    void who_drops_the_connection_or_opens_many_waits_for_the_rest() {
        throttle.failed("acme", HERE);
        throttle.failed("acme", HERE);
        pass(Duration.ofMillis(500));

        assertEquals(Duration.ofMillis(1500), throttle.pause("acme", HERE));
        assertEquals(Duration.ofMillis(1500), throttle.pause("acme", HERE));
    }

    @Test
    void a_name_that_is_attacked_from_one_address_is_free_from_all_others() {
        for (var i = 0; i < 100; i++) {
            throttle.failed("acme", HERE);
        }

        assertEquals(Duration.ZERO, throttle.pause("acme", NEXT_DOOR));
        assertEquals(Duration.ZERO, throttle.pause("other", HERE));
        assertEquals(SECOND, throttle.failed("acme", NEXT_DOOR));
    }

    @Test
    void the_addresses_of_one_ipv6_network_count_as_one() {
        throttle.failed("acme", InetAddress.ofLiteral("2001:db8:0:1::1"));

        assertEquals(Duration.ofSeconds(2), throttle.failed("acme", InetAddress.ofLiteral("2001:db8:0:1:ffff::2")));
        assertEquals(SECOND, throttle.failed("acme", InetAddress.ofLiteral("2001:db8:0:2::1")));
    }

    @Test
    void a_login_that_succeeds_wipes_the_slate() {
        failAndWait("acme", HERE);
        failAndWait("acme", HERE);
        throttle.succeeded("acme", HERE);

        assertEquals(Duration.ZERO, throttle.pause("acme", HERE));
        assertEquals(SECOND, throttle.failed("acme", HERE));
    }

    @Test
    void each_minute_of_quiet_forgives_one_failure() {
        for (var i = 0; i < 4; i++) {
            throttle.failed("acme", HERE);
        }
        pass(Duration.ofMinutes(2));

        assertEquals(Duration.ofSeconds(4), throttle.failed("acme", HERE));
        pass(Duration.ofDays(1));
        assertEquals(SECOND, throttle.failed("acme", HERE));
    }

    @Test
    void a_thousand_failures_are_forgiven_within_twenty_minutes() {
        for (var i = 0; i < 1000; i++) {
            throttle.failed("acme", HERE);
        }
        pass(Duration.ofMinutes(20));

        assertEquals(SECOND, throttle.failed("acme", HERE));
    }

    @Test
    void a_flood_of_names_pushes_out_the_one_that_was_quiet_longest() {
        throttle.failed("first", HERE);
        throttle.failed("second", HERE);
        throttle.failed("first", HERE);
        for (var i = 0; i < 9_999; i++) {
            throttle.failed("flood" + i, HERE);
        }

        assertTrue(throttle.pause("first", HERE).isPositive());
        assertEquals(Duration.ZERO, throttle.pause("second", HERE));
    }

    @Test
    void a_delay_of_zero_switches_it_off() {
        var off = new LoginThrottle(Duration.ZERO, now::get);
        off.failed("acme", HERE);

        assertEquals(Duration.ZERO, off.failed("acme", HERE));
        assertEquals(Duration.ZERO, off.pause("acme", HERE));
    }

    @Test
    void a_first_delay_beyond_the_longest_is_cut_and_a_negative_one_is_refused() {
        assertEquals(Duration.ofSeconds(30), new LoginThrottle(Duration.ofDays(1)).failed("acme", HERE));
        assertThrows(IllegalArgumentException.class, () -> new LoginThrottle(Duration.ofSeconds(-1)));
    }
}
