package dev.ftpsd.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.ftpsd.server.support.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which threads commands get: none waits for another, however many there are. */
final class CommandThreadsTest {

    private static final String BY_ITSELF = "by itself";
    private static final String INTERRUPTED = "interrupted";

    private final CommandThreads threads = new CommandThreads();
    private final CountDownLatch end = new CountDownLatch(1);
    private final BlockingQueue<Thread> running = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        end.countDown();
        threads.close();
    }

    @Test
    void the_first_commands_run_on_threads_of_the_system_and_more_on_virtual_ones_at_once() {
        var alive = new ArrayList<Thread>();
        for (var i = 0; i < CommandThreads.OF_THE_SYSTEM; i++) {
            alive.add(begin());
            assertFalse(alive.getLast().isVirtual(), "command " + i + " has a thread of the system");
        }
        for (var i = 0; i < 10; i++) {
            alive.add(begin());
            assertTrue(alive.getLast().isVirtual(), "one more has a virtual one");
        }
        assertEquals(0, ended.size(), "all of them run at the same time");
        var names = alive.stream().map(Thread::getName).distinct().count();
        assertEquals(alive.size(), names, "each has its own name");
    }

    @Test
    void a_thread_that_is_free_again_is_used_before_virtual_ones() throws Exception {
        begin(CommandThreads.OF_THE_SYSTEM);
        end.countDown();
        assertEnds(CommandThreads.OF_THE_SYSTEM, BY_ITSELF);
        // A thread waits for its next command a moment behind its last one's end.
        Eventually.holds(() -> !begin().isVirtual(), "a thread of the system is free");
    }

    @Test
    void an_end_interrupts_what_runs_and_refuses_what_comes_on_either_kind_of_thread() throws Exception {
        begin(CommandThreads.OF_THE_SYSTEM + 1);
        threads.close();
        assertThrows(RejectedExecutionException.class, () -> threads.execute(() -> {}));
        assertEnds(CommandThreads.OF_THE_SYSTEM + 1, INTERRUPTED);
    }

    /** A login that is half done still writes down whose home it has opened, and an upload takes its hidden file away. */
    @Test
    void an_end_lets_what_was_interrupted_put_its_files_in_order() throws Exception {
        threads.execute(() -> {
            try {
                running.add(Thread.currentThread());
                end.await();
            } catch (InterruptedException e) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                ended.add(INTERRUPTED);
            }
        });
        assertNotNull(running.poll(20, TimeUnit.SECONDS));
        threads.close();

        assertEquals(INTERRUPTED, ended.poll());
    }

    private void assertEnds(int number, String how) throws InterruptedException {
        for (var i = 0; i < number; i++) {
            assertEquals(how, ended.poll(20, TimeUnit.SECONDS));
        }
    }

    private void begin(int number) {
        for (var i = 0; i < number; i++) {
            begin();
        }
    }

    /** One more command, which runs until the end; returns its thread once it does. */
    private Thread begin() {
        threads.execute(() -> {
            running.add(Thread.currentThread());
            try {
                end.await();
                ended.add(BY_ITSELF);
            } catch (InterruptedException e) {
                ended.add(INTERRUPTED);
            }
        });
        return assertDoesNotThrow(
                () -> Objects.requireNonNull(running.poll(20, TimeUnit.SECONDS), "it waits for another"));
    }
}
