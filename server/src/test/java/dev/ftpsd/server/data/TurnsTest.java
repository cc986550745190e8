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
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Who of many transfers moves bytes. */
@Timeout(60)
final class TurnsTest {

    /** So long that the {@link Wheel} does not come before the test has asked for it. */
    private static final Duration HANGS = Duration.ofHours(1);
    private static final Duration TURN = Duration.ofMillis(4);
    private static final Executor THREADS = Thread::startVirtualThread;

    private final AtomicLong now = new AtomicLong();
    private final Turns turns = new Turns(2, HANGS, now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private Turn begun() {
        return begin(new Turn(turns));
    }

    private static Turn begin(Turn turn) {
        try {
            turn.begin();
            return turn;
        } catch (DataFailure e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private CompletableFuture<Turn> waiting() throws InterruptedException {
        return waiting(new Turn(turns));
    }

    /** One that stands behind all that wait. */
    private CompletableFuture<Turn> waiting(Turn turn) throws InterruptedException {
        var before = turns.count().waiting();
        var begins = CompletableFuture.supplyAsync(() -> begin(turn), THREADS);
        Eventually.holds(() -> turns.count().waiting() == before + 1, "it waits");
        return begins;
    }

    private static Turn come(CompletableFuture<Turn> turn) throws Exception {
        return turn.get(20, TimeUnit.SECONDS);
    }

    private void assertCount(int taken, int waiting) {
        assertEquals(new Turns.Count(taken, waiting), turns.count());
    }

    @Test
    void whoever_has_waited_longer_comes_first() throws Exception {
        var first = begun();
        var second = begun();
        var order = Collections.synchronizedList(new ArrayList<Integer>());
        var all = new ArrayList<CompletableFuture<Turn>>();
        for (var i = 0; i < 5; i++) {
            var number = i;
            all.add(waiting().thenApply(turn -> {
                order.add(number);
                turn.end();
                return turn;
            }));
        }
        assertCount(2, 5);

        first.end();
        for (var each : all) {
            come(each);
        }

        assertEquals(List.of(0, 1, 2, 3, 4), order);
        second.end();
        assertCount(0, 0);
    }

    @Test
    void a_turn_is_kept_while_nobody_waits_and_given_up_when_its_time_is_over_and_somebody_does() throws Exception {
        var first = begun();
        begun();
        pass(TURN);
        first.pieceDone();
        var next = waiting();

        pass(TURN.minusNanos(1));
        first.pieceDone();
        assertCount(2, 1);
        pass(Duration.ofNanos(1));
        first.pieceDone();

        come(next);
        assertCount(2, 0);
    }

    @Test
    void those_that_hang_count_no_more_until_they_come_back() throws Exception {
        var hanging = List.of(begun(), begun());
        var next = List.of(waiting(), waiting(), waiting());
        pass(HANGS.minusNanos(1));
        turns.look();
        assertCount(2, 3);

        pass(Duration.ofNanos(1));
        turns.look();
        var first = come(next.get(0));
        var second = come(next.get(1));
        assertCount(4, 1);

        hanging.forEach(Turn::end);
        assertCount(2, 1);
        first.end();
        come(next.get(2)).end();
        second.end();
        assertCount(0, 0);
    }

    @Test
    void one_that_moves_does_not_hang() throws Exception {
        var moves = begun();
        var hangs = begun();
        var next = waiting();
        pass(HANGS.minus(TURN));
        moves.pieceDone();
        // It has given its place to the one that waited, and stands behind it.
        come(next);
        var again = waiting(moves);
        pass(TURN);
        turns.look();

        come(again);
        assertCount(3, 0);
        hangs.end();
        assertCount(2, 0);
    }

    @Test
    void one_that_has_failed_waits_no_longer() throws Exception {
        var first = begun();
        begun();
        var failed = new Turn(turns);
        var waits = waiting(failed);
        failed.cancel();
        come(waits);
        assertCount(2, 0);

        first.end();
        begin(failed);
        failed.end();
        assertCount(1, 0);
    }

    @Test
    void one_that_is_interrupted_takes_no_place() throws Exception {
        var first = begun();
        begun();
        var thrown = new CompletableFuture<DataFailure>();
        var thread = Thread.startVirtualThread(() -> {
            thrown.complete(assertThrows(DataFailure.class, new Turn(turns)::begin));
        });
        Eventually.holds(() -> turns.count().waiting() == 1, "it waits");
        thread.interrupt();

        assertEquals(DataFailure.Kind.ABORTED, thrown.get(20, TimeUnit.SECONDS).kind());
        assertFalse(turns.areWanted());
        first.end();
        assertCount(1, 0);
    }
}
