package dev.ftpsd.auth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.ftpsd.auth.HashQueue.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(30)
class HashQueueTest {

    private static final PasswordHash HASH = PasswordHash.parse(Users.CHEAP_HASH);
    private static final Secret PASSWORD = Secret.of("any");
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void a_comparison_answers_equal_or_different() {
        var queue = new HashQueue();

        assertEquals(Answer.EQUAL, queue.compare(HASH, Secret.of("pässwörd€")));
        assertEquals(Answer.DIFFERENT, queue.compare(HASH, Secret.of("wrong")));
        assertEquals(0, queue.size());
    }

    @Test
    void no_more_compute_at_a_time_than_there_are_places() throws Exception {
        var computing = new AtomicInteger();
        var most = new AtomicInteger();
        var queue = new HashQueue(2, 100, LONG, (hash, password) -> {
            most.accumulateAndGet(computing.incrementAndGet(), Math::max);
            var equal = hash.matches(password);
            computing.decrementAndGet();
            return equal;
        });

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Answer>>();
            for (var i = 0; i < 100; i++) {
                answers.add(threads.submit(() -> queue.compare(HASH, PASSWORD)));
            }
            for (var answer : answers) {
                assertEquals(Answer.DIFFERENT, answer.get());
            }
        }
        assertTrue(most.get() <= 2, "computing at a time: " + most);
        assertEquals(0, queue.size());
    }

    @Test
    void who_finds_the_queue_full_is_turned_away_at_once_and_the_others_are_served() throws Exception {
        var go = new CountDownLatch(1);
        var queue = new HashQueue(1, 2, LONG, (_, _) -> awaited(go));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Answer>>();
            for (var i = 0; i < 3; i++) {
                answers.add(threads.submit(() -> queue.compare(HASH, PASSWORD)));
            }
            while (queue.size() < 3) {
                Thread.onSpinWait();
            }

            assertEquals(Answer.NO_PLACE, queue.compare(HASH, PASSWORD));
            go.countDown();
            for (var answer : answers) {
                assertEquals(Answer.EQUAL, answer.get());
            }
        }
        assertEquals(Answer.EQUAL, queue.compare(HASH, PASSWORD));
    }

    @Test
    void nobody_waits_longer_than_the_patience() throws Exception {
        var go = new CountDownLatch(1);
        var started = new CountDownLatch(1);
        var queue = new HashQueue(1, 2, Duration.ofMillis(20), (_, _) -> {
            started.countDown();
            return awaited(go);
        });

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> queue.compare(HASH, PASSWORD));
            started.await();

            assertEquals(Answer.NO_PLACE, queue.compare(HASH, PASSWORD));
            go.countDown();
            assertEquals(Answer.EQUAL, first.get());
        }
    }

    @Test
    void an_interrupted_wait_gives_its_place_back_and_stays_interrupted() throws Exception {
        var go = new CountDownLatch(1);
        var queue = new HashQueue(1, 1, LONG, (_, _) -> awaited(go));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> queue.compare(HASH, PASSWORD));
            while (queue.size() < 1) {
                Thread.onSpinWait();
            }
            var interrupted = threads.submit(() -> {
                Thread.currentThread().interrupt();
                var answer = queue.compare(HASH, PASSWORD);
                return answer == Answer.NO_PLACE && Thread.currentThread().isInterrupted();
            });

            assertTrue(interrupted.get());
            assertEquals(1, queue.size());
            go.countDown();
            assertEquals(Answer.EQUAL, first.get());
        }
    }

    @Test
    void a_comparison_that_fails_gives_its_place_back() {
        var fails = new AtomicInteger(1);
        var queue = new HashQueue(1, 0, LONG, (_, _) -> {
            if (fails.getAndDecrement() > 0) {
                throw new IllegalStateException("no memory");
            }
            return true;
        });

        assertThrows(IllegalStateException.class, () -> queue.compare(HASH, PASSWORD));
        assertEquals(Answer.EQUAL, queue.compare(HASH, PASSWORD));
    }

    @Test
    void a_queue_without_places_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new HashQueue(0, 1, LONG));
        assertThrows(IllegalArgumentException.class, () -> new HashQueue(1, -1, LONG));
    }

    private static boolean awaited(CountDownLatch go) {
        try {
            go.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
