package dev.ftpsd.server.data;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.ftpsd.server.support.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who of many transfers moves bytes. */
@Timeout(60)
final class TurnsTest {

    /** So long that the {@link Wheel} does not come before the test has asked for it. */
    private static final Duration HANGS = Duration.ofHours(1);
    private static final Executor THREADS = Thread::startVirtualThread;

    private final AtomicLong now = new AtomicLong();
    private final Turns turns = new Turns(1, HANGS, now::get);

    private CompletableFuture<Turn> waiting(Runnable then) {
        return CompletableFuture.supplyAsync(() -> {
            var turn = new Turn(turns);
            begin(turn);
            then.run();
            return turn;
        }, THREADS);
    }

    private static void begin(Turn turn) {
        try {
            turn.begin();
        } catch (DataFailure e) {
            throw new AssertionError(e);
        }
    }

    private Turn first() {
        var turn = new Turn(turns);
        begin(turn);
        return turn;
    }

    private void awaitWaiters(int count) throws InterruptedException {
        Eventually.holds(() -> turns.wanted() == count, count + " wait");
    }

    @Test
    void whoever_has_waited_longer_comes_first() throws Exception {
        var first = first();
        var order = Collections.synchronizedList(new ArrayList<Integer>());
        var all = new ArrayList<CompletableFuture<Turn>>();
        for (var i = 0; i < 5; i++) {
            var number = i;
            all.add(waiting(() -> order.add(number)));
            awaitWaiters(i + 1);
        }

        first.end();
        for (var each : all) {
            each.get(20, TimeUnit.SECONDS).end();
        }

        assertEquals(List.of(0, 1, 2, 3, 4), order);
        assertTrue(turns.areAllFree());
    }

    @Test
    void a_turn_is_kept_while_nobody_waits_and_given_up_when_its_time_is_over_and_somebody_does() throws Exception {
        var first = first();
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        first.pieceDone();
        var next = waiting(() -> {});
        awaitWaiters(1);

        first.diskDone();
        first.pieceDone();
        assertFalse(next.isDone(), "a turn has just begun anew");
        now.addAndGet(Duration.ofMillis(4).toNanos());
        first.pieceDone();

        next.get(20, TimeUnit.SECONDS).end();
        assertTrue(turns.areAllFree());
    }

    @Test
    void whoever_reads_from_a_slow_disk_has_no_place_meanwhile() {
        var turn = first();
        turn.pieceDone();
        now.addAndGet(Duration.ofMillis(3).toNanos());
        turn.diskDone();
        turn.pieceDone();
        assertTrue(turns.areAllFree(), "behind a slow read");

        begin(turn);
        turn.diskDone();
        turn.pieceDone();
        assertFalse(turns.areAllFree(), "behind a quick one");
        turn.end();
    }

    @Test
    void a_place_that_hangs_is_replaced_and_not_one_more_when_it_comes_back() throws Exception {
        var hanging = first();
        var next = waiting(() -> {});
        awaitWaiters(1);
        now.addAndGet(HANGS.toNanos() - 1);
        turns.look();
        assertEquals(1, turns.wanted(), "not yet");
        now.addAndGet(1);
        turns.look();

        next.get(20, TimeUnit.SECONDS).end();
        assertTrue(turns.areAllFree(), "there is one, as before");
        hanging.end();
        assertTrue(turns.areAllFree(), "there is still one");
    }

    @Test
    void while_places_come_back_none_is_added_for_those_who_wait() throws Exception {
        var first = first();
        var next = waiting(() -> {});
        awaitWaiters(1);
        now.addAndGet(HANGS.toNanos());
        first.end();
        var second = next.get(20, TimeUnit.SECONDS);
        var last = waiting(() -> {});
        awaitWaiters(1);
        now.addAndGet(HANGS.toNanos() - 1);
        turns.look();
        assertEquals(1, turns.wanted());

        second.end();
        last.get(20, TimeUnit.SECONDS).end();
        assertTrue(turns.areAllFree());
    }
}
