package dev.ftpsd.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs each command at once, on a thread of its own: some on threads of the system, which are used again, and what comes while all
 * of these are busy on virtual ones. A small file is made of waits, and a virtual thread needs a carrier after each; and a call that
 * hangs in a disk holds one thread of the system before it holds a carrier (server/src/docs/adr/0017).
 */
final class CommandThreads implements Executor, AutoCloseable {

    /** Threads of the system, at most; more would be memory for stacks, and virtual ones have carriers of their own. */
    static final int OF_THE_SYSTEM = 64;

    /** How long a command that has been interrupted may take to leave. */
    private static final Duration LEAVE = Duration.ofMillis(500);

    /** How long one is kept for the next command, in seconds: a client's think time, not a night. */
    private static final int KEPT = 10;

    private final AtomicLong number = new AtomicLong();
    private final ExecutorService more =
            Executors.newThreadPerTaskExecutor(task -> named(Thread.ofVirtual()).unstarted(task));
    private final ExecutorService first = new ThreadPoolExecutor(0, OF_THE_SYSTEM, KEPT, TimeUnit.SECONDS,
            new SynchronousQueue<>(), task -> named(Thread.ofPlatform().daemon()).unstarted(task),
            (task, _) -> more.execute(task));

    /** One numbering for both kinds: no two threads of a dump have one name. */
    private Thread.Builder named(Thread.Builder kind) {
        return kind.name("command-" + number.getAndIncrement());
    }

    /** Never waits. Refuses behind {@link #close}, with a RejectedExecutionException. */
    @Override
    public void execute(Runnable command) {
        try {
            first.execute(command);
        } catch (OutOfMemoryError e) {
            // No thread more by a limit of the system: virtual ones go by the carriers that are there.
            more.execute(command);
        }
    }

    /** Interrupts what still runs, and gives it {@link #LEAVE} to put its files in order; nobody waits for one that hangs in a disk. */
    @Override
    public void close() {
        // In this order: a command that comes meanwhile, and finds the first closed, must not run on another.
        more.shutdownNow();
        first.shutdownNow();
        var until = System.nanoTime() + LEAVE.toNanos();
        try {
            for (var threads : List.of(first, more)) {
                var _ = threads.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
