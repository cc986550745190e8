package dev.ftpsd.server.data;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * Keeps the time-outs of transfers, which nearly never come. The JDK's timer is woken for each when it begins and when it ends; this wakes
 * nobody before one comes, which may be {@link #TICK} late.
 */
final class Wheel {

    private static final Duration TICK = Duration.ofMillis(100);

    /** Begins to turn with the first time-out. */
    private static final HashedWheelTimer TIMER = started();

    private Wheel() {}

    /** Calls {@code task}, which waits for nothing, behind {@code time}, unless the answer is cancelled before. */
    static Timeout after(Duration time, Runnable task) {
        return TIMER.newTimeout(_ -> task.run(), time.toNanos(), TimeUnit.NANOSECONDS);
    }

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
