package dev.ftpsd.server.control;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.EventExecutor;

/**
 * Slows a session that sends commands faster than {@code limits.commands-per-second}: each waits until it is due, none is
 * refused. After a pause, the commands of one second may come at once. On the event loop alone.
 */
final class CommandPace {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private boolean delayed;
    private boolean begun;
    private long nextDue;

    /**
     * Whether a command may begin now, which counts it.
     *
     * @param perSecond 0 for no limit
     * @param later is run when one may, if none may now; meanwhile the answer stays no
     */
    boolean admits(EventExecutor loop, int perSecond, Runnable later) {
        if (delayed) {
            return false;
        }
        var wait = begin(loop.ticker().nanoTime(), perSecond);
        if (wait.isPositive()) {
            delayed = true;
            loop.schedule(() -> {
                delayed = false;
                later.run();
            }, wait.toNanos(), TimeUnit.NANOSECONDS);
        }
        return !delayed;
    }

    /**
     * Whether a command may begin now, which counts it.
     *
     * @param now nanoseconds of a clock that nobody sets
     * @param perSecond 0 for no limit
     * @return zero, or how long to wait before asking again
     */
    Duration begin(long now, int perSecond) {
        if (perSecond == 0) {
            begun = false;
            return Duration.ZERO;
        }

        var apart = SECOND / perSecond;
        var earliest = now - (SECOND - apart);
        if (!begun || nextDue - earliest < 0) {
            begun = true;
            nextDue = earliest;
        }
        if (nextDue - now > 0) {
            return Duration.ofNanos(nextDue - now);
        }
        nextDue += apart;
        return Duration.ZERO;
    }
}
