package dev.ftpsd.auth;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BanListTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("203.0.113.7");
    private static final InetAddress NEXT_DOOR = InetAddress.ofLiteral("203.0.113.8");
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10); // nanoTime may overflow while the server runs
    private final AtomicReference<Instant> wall = new AtomicReference<>(Instant.parse("2026-11-24T18:00:00Z"));
    private final AtomicReference<BanList.Policy> policy =
            new AtomicReference<>(new BanList.Policy(3, Duration.ofMinutes(10), HALF_AN_HOUR));
    private final List<String> kept = new ArrayList<>();
    private final BanList bans = newList();

    private BanList newList() {
        return new BanList(policy::get, InetAddress::isLoopbackAddress, changed -> {
            kept.clear();
            changed.list().forEach(ban -> kept.add(ban.toString()));
        }, new BanList.Clocks(wall::get, nanos::get));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        wall.updateAndGet(now -> now.plus(time));
    }

    private void fail(InetAddress from, int times) {
        for (var i = 0; i < times; i++) {
            bans.failed(from);
        }
    }

    @Test
    void an_address_that_fails_too_often_is_banned_alone_and_for_a_time() {
        fail(HERE, 2);
        assertFalse(bans.isBanned(HERE));
        assertEquals(Ban.Cause.LOGINS, bans.failed(HERE).orElseThrow().cause());

        assertTrue(bans.isBanned(HERE));
        assertTrue(bans.isBanned(InetAddress.ofLiteral("::ffff:203.0.113.7")), "the same address on a dual-stack port");
        assertFalse(bans.isBanned(NEXT_DOOR));
        pass(HALF_AN_HOUR.minusSeconds(1));
        assertTrue(bans.isBanned(HERE));
        pass(Duration.ofSeconds(1));
        assertFalse(bans.isBanned(HERE));
        assertEquals(List.of(), bans.list());
    }

    @Test
    void failures_that_were_under_way_do_not_shorten_a_ban_of_the_administrator() {
        bans.add(AddressRange.parse("203.0.113.7"), Duration.ofDays(7));
        fail(HERE, 6);

        assertEquals(List.of(Ban.Cause.ADMINISTRATOR), bans.list().stream().map(Ban::cause).toList());
        pass(Duration.ofDays(6));
        assertTrue(bans.isBanned(HERE));
    }

    /** A machine without a clock of its own is in 1970 when it starts. */
    @Test
    void a_ban_for_logins_that_is_taken_over_lasts_no_longer_than_one_that_is_made() {
        wall.set(Instant.EPOCH);
        bans.restore(new Ban(AddressRange.parse("203.0.113.7"), Instant.parse("2026-11-24T18:00:00Z"), Ban.Cause.LOGINS)
                .toString());

        assertTrue(bans.isBanned(HERE));
        pass(HALF_AN_HOUR);
        assertFalse(bans.isBanned(HERE));
    }

    @Test
    void failures_count_within_the_time_alone() {
        fail(HERE, 2);
        pass(Duration.ofMinutes(11));
        fail(HERE, 2);
        assertFalse(bans.isBanned(HERE));

        pass(Duration.ofMinutes(9));
        fail(HERE, 1);
        assertTrue(bans.isBanned(HERE));
    }

    @Test
    void one_who_changes_addresses_within_a_slash_64_is_one() {
        for (var last = 1; last <= 3; last++) {
            bans.failed(InetAddress.ofLiteral("2001:db8:0:1::" + last));
        }

        assertTrue(bans.isBanned(InetAddress.ofLiteral("2001:db8:0:1:ffff::9")));
        assertFalse(bans.isBanned(InetAddress.ofLiteral("2001:db8:0:2::1")));
    }

    @Test
    void an_address_that_is_never_to_be_banned_is_not_but_for_the_administrator() {
        fail(InetAddress.getLoopbackAddress(), 100);
        assertFalse(bans.isBanned(InetAddress.getLoopbackAddress()));

        bans.add(AddressRange.parse("127.0.0.0/8"), HALF_AN_HOUR);
        assertTrue(bans.isBanned(InetAddress.getLoopbackAddress()));
    }

    @Test
    void a_ban_does_not_outlive_its_address_becoming_one_that_is_never_banned() {
        var exempt = new AtomicReference<>(NEXT_DOOR);
        var list = new BanList(policy::get, address -> address.equals(exempt.get()), changed -> {},
                new BanList.Clocks(wall::get, nanos::get));
        for (var i = 0; i < 3; i++) {
            list.failed(HERE);
        }
        assertTrue(list.isBanned(HERE));

        exempt.set(HERE);
        assertFalse(list.isBanned(HERE));
    }

    @Test
    void no_ban_is_made_where_after_is_0() {
        policy.set(new BanList.Policy(0, Duration.ofMinutes(10), HALF_AN_HOUR));
        fail(HERE, 1000);

        assertFalse(bans.isBanned(HERE));
    }

    @Test
    void a_network_of_any_size_can_be_added_and_removed() {
        bans.add(AddressRange.parse("203.0.113.0/24"), Duration.ofDays(1));
        bans.add(AddressRange.parse("2001:db8::/32"), Duration.ofDays(9999));

        assertTrue(bans.isBanned(HERE));
        assertTrue(bans.isBanned(InetAddress.ofLiteral("2001:db8:ffff::1")));
        assertFalse(bans.isBanned(InetAddress.ofLiteral("192.0.2.1")));
        assertEquals(List.of("203.0.113.0/24", "2001:db8:0:0:0:0:0:0/32"),
                bans.list().stream().map(ban -> ban.network().toString()).toList());
        assertTrue(bans.remove(AddressRange.parse("203.0.113.0/24")));
        assertFalse(bans.remove(AddressRange.parse("203.0.113.0/24")));
        assertFalse(bans.isBanned(HERE));
        assertThrows(IllegalArgumentException.class, () -> bans.add(AddressRange.parse("192.0.2.1"), Duration.ZERO));
    }

    @Test
    void who_is_unbanned_begins_at_nothing() {
        fail(HERE, 3);
        bans.remove(AddressRange.parse("203.0.113.7"));

        fail(HERE, 2);
        assertFalse(bans.isBanned(HERE));
    }

    @Test
    void bans_stand_after_a_restart_for_the_rest_of_their_time() {
        fail(HERE, 3);
        bans.add(AddressRange.parse("192.0.2.0/24"), Duration.ofMinutes(5));
        pass(Duration.ofMinutes(10));
        nanos.set(42);
        var restarted = newList();
        kept.forEach(restarted::restore);

        assertFalse(restarted.isBanned(InetAddress.ofLiteral("192.0.2.1")), "ended while the server was down");
        assertTrue(restarted.isBanned(HERE));
        pass(Duration.ofMinutes(20));
        assertFalse(restarted.isBanned(HERE));
        for (var line : List.of("", "LOGINS now 192.0.2.1", "HATE 2026-11-24T18:00:00Z 192.0.2.1", "LOGINS 2026")) {
            assertThrows(IllegalArgumentException.class, () -> restarted.restore(line), line);
        }
    }

    @Test
    void setting_the_clock_ends_no_ban_and_prolongs_none() {
        fail(HERE, 3);
        wall.set(Instant.parse("2027-01-01T00:00:00Z"));
        assertTrue(bans.isBanned(HERE));

        wall.set(Instant.parse("2020-01-01T00:00:00Z"));
        nanos.addAndGet(HALF_AN_HOUR.toNanos());
        assertFalse(bans.isBanned(HERE));
    }

    @Test
    void a_storm_from_many_networks_takes_bounded_room_and_forgets_no_ban_of_the_administrator() {
        bans.add(AddressRange.parse("192.0.2.1"), Duration.ofDays(1));
        policy.set(new BanList.Policy(1, Duration.ofMinutes(10), HALF_AN_HOUR));
        var quick =
                new BanList(policy::get, address -> false, changed -> {}, new BanList.Clocks(wall::get, nanos::get));
        quick.add(AddressRange.parse("192.0.2.1"), Duration.ofDays(1));
        for (var i = 0; i < 10_050; i++) {
            quick.failed(InetAddress.ofLiteral("10.0." + i / 250 + "." + i % 250));
        }

        assertEquals(10_000, quick.list().size());
        assertTrue(quick.isBanned(InetAddress.ofLiteral("192.0.2.1")));
        assertFalse(quick.isBanned(InetAddress.ofLiteral("10.0.0.0")), "the oldest");
        assertTrue(quick.isBanned(InetAddress.ofLiteral("10.0.40.49")), "the latest");
    }
}
