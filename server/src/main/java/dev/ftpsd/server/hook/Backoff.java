package dev.ftpsd.server.hook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a call is tried again: each time after twice as long, less a random part of up to a half, so that what failed together does
 * not come back together.
 *
 * @param first before the second try, at most
 * @param longest that it grows to
 */
record Backoff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 40;

    /**
     * How long to wait.
     *
     * @param failures calls that failed so far, 1 or more
     */
    Duration after(int failures, RandomGenerator random) {
        var doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        var whole = Math.min((double) longest.toNanos(), first.toNanos() * Math.pow(2, doublings));
        return Duration.ofNanos((long) (whole * (1 - random.nextDouble() / 2)));
    }
}
