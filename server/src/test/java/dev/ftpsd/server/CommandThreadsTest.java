package dev.ftpsd.server;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

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
        for (var i = 0; i < CommandThreads.OF_THE_SYSTEM; i++) {
            assertFalse(begin().isVirtual(), "command " + i + " has a thread of the system");
        }
        for (var i = 0; i < 10; i++) {
            assertTrue(begin().isVirtual(), "one more has a virtual one");
        }
        assertEquals(0, ended.size(), "all of them run at the same time");
    }

    @Test
    void a_thread_that_is_free_again_is_used_before_virtual_ones() throws Exception {
        for (var i = 0; i < CommandThreads.OF_THE_SYSTEM; i++) {
            begin();
        }
        end.countDown();
        for (var i = 0; i < CommandThreads.OF_THE_SYSTEM; i++) {
            assertNotNull(ended.poll(20, TimeUnit.SECONDS));
        }
        // A thread waits for its next command a moment behind its last one's end.
        Eventually.holds(() -> !begin().isVirtual(), "a thread of the system is free");
    }

    @Test
    void an_end_interrupts_what_runs_and_refuses_what_comes_on_either_kind_of_thread() throws Exception {
        for (var i = 0; i <= CommandThreads.OF_THE_SYSTEM; i++) {
            begin();
        }
        threads.close();
        assertThrows(RejectedExecutionException.class, () -> threads.execute(() -> {}));
        for (var i = 0; i <= CommandThreads.OF_THE_SYSTEM; i++) {
            assertEquals(INTERRUPTED, ended.poll(20, TimeUnit.SECONDS));
        }
    }

    /** One more command, which runs until the end; returns its thread once it does. */
    private Thread begin() {
        threads.execute(() -> {
            running.add(Thread.currentThread());
            try {
                end.await();
                ended.add("by itself");
            } catch (InterruptedException e) {
                ended.add(INTERRUPTED);
            }
        });
        return assertDoesNotThrow(
                () -> Objects.requireNonNull(running.poll(20, TimeUnit.SECONDS), "it waits for another"));
    }
}
