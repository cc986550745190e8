package dev.ftpsd.auth;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

/** When the logins of each network failed, as far back as it matters. Bounded; safe for several threads. */
final class FailedLogins {

    private static final int MOST_NETWORKS = 10_000;

    private final LongSupplier nanoTime;
    private final LinkedHashMap<AddressRange, Deque<Long>> longestUnseenFirst = new LinkedHashMap<>(16, 0.75f, true);

    /** @param nanoTime a clock that nobody sets */
    FailedLogins(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Counts one more.
     *
     * @param most counts beyond it make no difference and are not remembered
     * @return how many there were within that time, this one included; at most {@code most}
     */
    synchronized int count(AddressRange network, Duration within, int most) {
        var now = nanoTime.getAsLong();
        var times = longestUnseenFirst.computeIfAbsent(network, fresh -> new ArrayDeque<>());
        times.addLast(now);
        while (times.size() > most || now - times.getFirst() > within.toNanos()) {
            times.removeFirst();
        }
        // Full of other networks, it forgets the one that has been quiet for longest.
        if (longestUnseenFirst.size() > MOST_NETWORKS) {
            longestUnseenFirst.pollFirstEntry();
        }
        return times.size();
    }

    synchronized void forget(AddressRange network) {
        longestUnseenFirst.remove(network);
    }
}
