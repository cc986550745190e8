package dev.ftpsd.server.transfer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;

import dev.ftpsd.server.data.DataFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Ten seconds of transfers on a clock of the test's own: who wants bytes has them at once, and asks for the next. */
class RateLimitTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND); // nanoTime may overflow
    private final AtomicLong rate = new AtomicLong();
    private final RateLimit limit = new RateLimit(rate::get, now::get);

    /** A transfer that moves whatever it may under all of its limits. */
    private final class Greedy implements Comparable<Greedy> {

        private final List<RateLimit> limits;
        private long wakesAt;
        private long piece;
        private int next;
        private long moved;

        Greedy(RateLimit... limits) {
            this.limits = List.of(limits);
            this.wakesAt = now.get();
            this.next = limits.length;
            this.limits.forEach(RateLimit::join);
        }

        /** Takes one step at {@code wakesAt}: the wait for the next limit, or the move of a piece. */
        void step() {
            if (next == limits.size()) {
                moved += piece;
                piece = limits.stream().mapToLong(RateLimit::piece).min().orElseThrow();
                next = 0;
            }
            wakesAt += limits.get(next++).reserve(piece);
        }

        @Override
        public int compareTo(Greedy other) {
            return Long.signum(wakesAt - other.wakesAt);
        }
    }

    private void run(Duration time, List<Greedy> all) {
        var end = now.get() + time.toNanos();
        var queue = new PriorityQueue<>(all);
        while (queue.element().wakesAt - end < 0) {
            var first = queue.remove();
            now.set(first.wakesAt);
            first.step();
            queue.add(first);
        }
        now.set(end);
    }

    private List<Greedy> greedy(int count, RateLimit... limits) {
        var all = new ArrayList<Greedy>();
        for (var i = 0; i < count; i++) {
            all.add(new Greedy(limits));
        }
        return all;
    }

    private static long sum(List<Greedy> all) {
        return all.stream().mapToLong(one -> one.moved).sum();
    }

    private static void assertWithin(int percent, double expected, long actual) {
        assertEquals(expected, (double) actual, expected * percent / 100);
    }

    @ParameterizedTest
    @ValueSource(longs = {10_000, 1_000_000, 123_456_789, 10_000_000_000L})
    void ten_seconds_are_exact_to_two_percent_for_one_transfer_and_for_fifty(long bytesPerSecond) {
        rate.set(bytesPerSecond);
        var one = greedy(1, limit);
        run(Duration.ofSeconds(10), one);
        assertWithin(2, 10.0 * bytesPerSecond, sum(one));
        limit.leave();

        var fifty = greedy(50, limit);
        run(Duration.ofSeconds(10), fifty);
        assertWithin(2, 10.0 * bytesPerSecond, sum(fifty));
    }

    @Test
    void fifty_transfers_get_the_same() {
        rate.set(1_000_000);
        var all = greedy(50, limit);
        run(Duration.ofSeconds(1), all); // what was saved up goes to whoever is first
        all.forEach(one -> one.moved = 0);
        run(Duration.ofSeconds(10), all);

        all.forEach(one -> assertWithin(5, 200_000, one.moved));
    }

    @Test
    void one_who_can_use_less_leaves_the_rest_to_the_others() {
        rate.set(1_000_000);
        var slow = new RateLimit(() -> 50_000, now::get);
        var all = greedy(3, limit);
        all.add(new Greedy(slow, limit));
        run(Duration.ofSeconds(10), all);

        assertWithin(5, 500_000, all.getLast().moved);
        assertWithin(2, 10_000_000, sum(all));
        all.subList(0, 3).forEach(one -> assertWithin(5, 9_500_000 / 3.0, one.moved));
    }

    @Test
    void a_user_s_limit_holds_over_all_the_sessions_of_that_user() {
        rate.set(10_000_000);
        var user = new RateLimit(() -> 1_000_000, now::get);
        var own = greedy(7, user, limit);
        var all = new ArrayList<>(own);
        all.addAll(greedy(2, limit));
        run(Duration.ofSeconds(10), all);

        assertWithin(2, 10_000_000, sum(own));
        assertWithin(3, 100_000_000, sum(all));
    }

    @Test
    void after_a_pause_a_tenth_of_a_second_is_saved_up_and_no_more() {
        rate.set(1_000_000);
        run(Duration.ofSeconds(1), greedy(1, limit));
        now.addAndGet(Duration.ofHours(1).toNanos());
        var late = greedy(1, limit);
        run(Duration.ofMillis(1), late);

        assertTrue(late.getFirst().moved <= 100_000 + limit.piece() * 2, "moved " + late.getFirst().moved);
    }

    @Test
    void a_new_rate_holds_for_transfers_that_run() {
        rate.set(1_000_000);
        var all = greedy(4, limit);
        run(Duration.ofSeconds(5), all);
        rate.set(100_000);
        run(Duration.ofSeconds(10), all);
        assertWithin(5, 5_000_000 + 1_000_000, sum(all));

        rate.set(Long.MAX_VALUE);
        assertEquals(0, limit.reserve(1L << 40));
    }

    @Test
    void what_was_reserved_and_not_used_is_given_back() throws Exception {
        rate.set(1_000_000);
        var waits = new long[1];
        for (var i = 0; i < 1000; i++) {
            try (var share = new Share(List.of(limit))) {
                assertTrue(share.allowance(100, nanos -> {
                    now.addAndGet(nanos);
                    waits[0] += nanos;
                }) > 0);
                share.spend(100);
            }
        }

        assertEquals(0, waits[0], "a thousand small files of 100 bytes within a burst");
    }

    /** Else a client that begins and aborts, again and again, takes the bytes of all others. */
    @Test
    void a_wait_that_is_aborted_takes_nothing_from_anybody() {
        rate.set(50_000);
        var wide = new RateLimit(() -> 100_000, now::get);
        limit.reserve(50_000);
        var wait = limit.reserve(0);
        var wideWait = wide.reserve(0);
        for (var i = 0; i < 100; i++) {
            try (var share = new Share(List.of(wide, limit))) {
                assertThrows(DataFailure.class, () -> share.allowance(100, nanos -> {
                    if (nanos > 0) {
                        throw new DataFailure(DataFailure.Kind.ABORTED, "Transfer aborted.");
                    }
                }));
            }
        }

        assertEquals(wait, limit.reserve(0));
        assertEquals(wideWait, wide.reserve(0));
    }

    @Test
    void a_share_waits_for_each_of_its_limits_and_never_gives_more_than_was_wanted() throws Exception {
        rate.set(50_000);
        var wide = new RateLimit(() -> 1_000_000, now::get);
        try (var share = new Share(List.of(limit, wide))) {
            var begun = now.get();
            var left = 500_000;
            while (left > 0) {
                var allowed = share.allowance(Math.min(left, 7_000), now::addAndGet);
                assertTrue(allowed >= 1 && allowed <= 7_000, "allowed " + allowed);
                share.spend(allowed);
                left -= allowed;
            }
            assertWithin(2, 10.0 * SECOND, now.get() - begun);
        }
    }
}
