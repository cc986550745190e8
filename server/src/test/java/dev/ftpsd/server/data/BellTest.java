package dev.ftpsd.server.data;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.ftpsd.server.support.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Waits that end because something has changed, and those that end because nothing did. */
@Timeout(30)
class BellTest {

    private final Bell bell = new Bell();
    private final AtomicBoolean changed = new AtomicBoolean();

    /** How often somebody began to wait, counted with the lock: who has the lock next finds them waiting. */
    private final AtomicInteger begun = new AtomicInteger();

    /** Whether what was waited for came, on a thread as transfers have. */
    private CompletableFuture<Boolean> waiting(Duration most) {
        var ended = new CompletableFuture<Boolean>();
        Thread.startVirtualThread(() -> {
            bell.lock();
            try {
                var inTime = true;
                while (!changed.get() && inTime) {
                    begun.incrementAndGet();
                    inTime = bell.await(most);
                }
                ended.complete(inTime);
            } catch (InterruptedException e) {
                ended.completeExceptionally(e);
            } finally {
                bell.unlock();
            }
        });
        return ended;
    }

    /** The brief wait may be over before, on a machine that is busy, but not each time; one that is not woken is. */
    @Test
    void a_change_ends_every_wait() throws Exception {
        var briefEnded = false;
        for (var attempt = 0; attempt < 20 && !briefEnded; attempt++) {
            briefEnded = changeEndsTheLongWaitsAndTheBriefOne();
        }
        assertTrue(briefEnded);
    }

    private boolean changeEndsTheLongWaitsAndTheBriefOne() throws Exception {
        changed.set(false);
        begun.set(0);
        var forEver = waiting(Duration.ZERO);
        var brief = waiting(Duration.ofMillis(400));
        var some = waiting(Duration.ofSeconds(20));
        Eventually.holds(() -> begun.get() == 3, "they wait");
        assertTrue(bell.change(() -> changed.compareAndSet(false, true)));
        assertTrue(forEver.get(10, TimeUnit.SECONDS));
        assertTrue(some.get(10, TimeUnit.SECONDS));
        return brief.get(10, TimeUnit.SECONDS);
    }

    @Test
    void who_has_waited_long_enough_goes_on_and_not_before() throws Exception {
        for (var most : new Duration[]{Duration.ofMillis(1), Duration.ofMillis(499), Duration.ofMillis(500),
                Duration.ofMillis(900)}) {
            var begin = System.nanoTime();
            assertFalse(waiting(most).get(20, TimeUnit.SECONDS), most.toString());
            assertTrue(System.nanoTime() - begin >= most.toNanos(), most + " are not over");
        }
    }

    @Test
    void a_bell_for_nothing_only_makes_the_waiting_look_again() throws Exception {
        var wait = waiting(Duration.ofSeconds(20));
        Eventually.holds(() -> {
            bell.ring();
            return begun.get() > 10;
        }, "it looks again");
        assertFalse(wait.isDone());
        bell.change(() -> changed.compareAndSet(false, true));
        assertTrue(wait.get(10, TimeUnit.SECONDS));
    }

    @Test
    void an_interrupted_wait_ends() throws Exception {
        var thrown = new CompletableFuture<Throwable>();
        var thread = Thread.startVirtualThread(() -> {
            bell.lock();
            try {
                thrown.complete(assertThrows(InterruptedException.class, () -> bell.await(Duration.ofSeconds(20))));
            } finally {
                bell.unlock();
            }
        });
        thread.interrupt();
        assertEquals(InterruptedException.class, thrown.get(10, TimeUnit.SECONDS).getClass());
    }
}
