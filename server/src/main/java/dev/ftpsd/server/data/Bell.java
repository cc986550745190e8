package dev.ftpsd.server.data;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a transfer's thread waits by until something has changed. The JDK would do it with more thread switches, and small files are made
 * of waits: one for a monitor is ended by a thread of the JVM's that is woken for that, and one with a time-out, which nearly never
 * comes, wakes the timer's thread when it begins and when it ends. Here a wheel keeps the time-outs, and wakes nobody before one
 * comes, which may be a tenth of a second late.
 */
final class Bell {

    private static final Duration TICK = Duration.ofMillis(100);

    /** For less than this a tenth of a second would be much, and whoever asks for so little expects that it is over soon. */
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
        var timeout = Wheel.TIMER.newTimeout(late -> ring(), most.toNanos(), TimeUnit.NANOSECONDS);
        try {
            rung.await();
        } finally {
            timeout.cancel();
        }
        return System.nanoTime() - begin < most.toNanos();
    }

    /** Begins to turn with the first wait. */
    private static final class Wheel {

        private static final HashedWheelTimer TIMER = started();

        private Wheel() {}

        /** On a thread of its own, since whoever starts it loses an interrupt that comes meanwhile. */
        private static HashedWheelTimer started() {
            var timer = new HashedWheelTimer(new DefaultThreadFactory("time-outs", true), TICK.toMillis(),
                    TimeUnit.MILLISECONDS);
            var starter = Thread.ofPlatform().daemon().start(timer::start);
            var interrupted = false;
            while (starter.isAlive()) {
                try {
                    starter.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return timer;
        }
    }
}
