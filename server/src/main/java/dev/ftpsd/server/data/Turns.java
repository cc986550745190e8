package dev.ftpsd.server.data;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The places for long transfers that move bytes at the same time: a few for each core, first come, first served. Each transfer takes one by
 * its {@link Turn}.
 *
 * <p>Without it five hundred transfers would each have a thread that wants a core, beside the one event loop that the next
 * client needs for its login and its handshake: the first to come would be gone before the last had begun. And they would hold
 * all carriers, of which commands need some.
 *
 * <p>A place is kept while a file is read, so a disk that hangs could take them all. When nobody has given one back for as long as a place is
 * taken to hang, while somebody waits, there is one more, until one that has been held for so long comes back.
 */
final class Turns {

    private static final int A_CORE = 2;
    private static final Duration HANGS = Duration.ofMillis(200);

    /** Those of all transfers of this process. */
    static final Turns ALL =
            new Turns(A_CORE * Runtime.getRuntime().availableProcessors(), HANGS, System::nanoTime);

    private final Semaphore places;
    private final int size;
    private final Duration hangs;
    private final LongSupplier nanoTime;
    private final AtomicInteger replaced = new AtomicInteger();
    private final AtomicBoolean watched = new AtomicBoolean();
    private volatile long lastEnd;

    /**
     * So many places.
     *
     * @param hangs behind what time a place that does not come back is replaced; kept to a tenth of a second
     * @param nanoTime a clock that nobody sets
     */
    Turns(int size, Duration hangs, LongSupplier nanoTime) {
        this.places = new Semaphore(size, true);
        this.size = size;
        this.hangs = hangs;
        this.nanoTime = nanoTime;
        this.lastEnd = nanoTime.getAsLong();
    }

    /** The time by which turns are measured, in nanoseconds. */
    long now() {
        return nanoTime.getAsLong();
    }

    /** Waits for a place; whoever has waited for longer comes first. */
    void begin() throws InterruptedException {
        // Without a time it would not stand in the queue.
        if (!places.tryAcquire(0, TimeUnit.NANOSECONDS)) {
            watch();
            places.acquire();
        }
    }

    /** Whether somebody waits for a place. */
    boolean areWanted() {
        return places.hasQueuedThreads();
    }

    /** How many wait for a place. */
    int wanted() {
        return places.getQueueLength();
    }

    /** Whether nobody has a place. */
    boolean areAllFree() {
        return places.availablePermits() == size;
    }

    /** @param began when the place was taken, or kept although its time was over; by {@link #now} */
    void end(long began) {
        lastEnd = now();
        if (lastEnd - began < hangs.toNanos() || !takeBack()) {
            places.release();
        }
    }

    private boolean takeBack() {
        return replaced.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }

    private void watch() {
        if (watched.compareAndSet(false, true)) {
            Wheel.after(hangs, this::look);
        }
    }

    /** What the {@link Wheel} does for as long as somebody waits. */
    void look() {
        watched.set(false);
        if (!areWanted()) {
            return;
        }
        if (now() - lastEnd >= hangs.toNanos()) {
            replaced.incrementAndGet();
            places.release();
        }
        watch();
    }
}
