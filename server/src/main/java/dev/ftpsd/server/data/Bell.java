package dev.ftpsd.server.data;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What a transfer's thread waits by until something has changed. The JDK would do it with more thread switches, and small files are made
 * of waits: one for a monitor is ended by a thread of the JVM's that is woken for that, and one with a time-out, which nearly never
 * comes, wakes the timer's thread when it begins and when it ends. Here a wheel keeps the time-outs, and wakes nobody before one
 * comes, which may be a tenth of a second late.
 */
final class Bell {

    /** For less than this the {@link Wheel} is too coarse, and whoever asks for so little expects that it is over soon. */
    private static final Duration BRIEF = Duration.ofMillis(500);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /** Whoever waits looks again. Any thread, whether it has the lock or not. */
    void ring() {
        change(() -> true);
    }

    /** Changes something that others wait for, alone, and rings. */
    <T extends @Nullable Object> T change(Supplier<T> change) {
        lock.lock();
        try {
            var result = change.get();
            rung.signalAll();
            return result;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until it rings, or without a reason: the caller has the lock, and loops.
     *
     * @param most how long; zero for ever
     * @return false when that time is over
     */
    @SuppressWarnings("WaitNotInLoop") // the callers loop
    boolean await(Duration most) throws InterruptedException {
        if (most.isZero()) {
            rung.await();
            return true;
        }
        if (most.compareTo(BRIEF) < 0) {
            return rung.awaitNanos(most.toNanos()) > 0;
        }
        var begin = System.nanoTime();
        var timeout = Wheel.after(most, this::ring);
        try {
            rung.await();
        } finally {
            timeout.cancel();
        }
        return System.nanoTime() - begin < most.toNanos();
    }
}
