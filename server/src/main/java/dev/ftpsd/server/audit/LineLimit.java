package dev.ftpsd.server.audit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Keeps whoever sends nonsense from filling the disk with lines about it: so many lines of one origin at once, then one at a
 * time. What was left out is counted, and told with the next line. Bounded; safe for several threads.
 */
public final class LineLimit {

    private static final int MOST_ORIGINS = 10_000;

    private final int atOnce;
    private final long apart;
    private final LongSupplier nanoTime;
    private final LinkedHashMap<String, Origin> longestUnseenFirst = new LinkedHashMap<>(16, 0.75f, true);

    /** What one origin has used up, and how many of its lines were left out since the last that was not. */
    private static final class Origin {
        private long nextDue;
        private long leftOut;
    }

    /**
     * A limit.
     *
     * @param atOnce lines after a pause, 1 or more
     * @param apart from each other, in the long run
     * @param nanoTime a clock that nobody sets
     */
    public LineLimit(int atOnce, Duration apart, LongSupplier nanoTime) {
        this.atOnce = atOnce;
        this.apart = apart.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether a line may be written: if so, how many of its origin were left out before it. */
    public synchronized OptionalLong admits(String name) {
        var now = nanoTime.getAsLong();
        var earliest = now - (atOnce - 1) * apart;
        var origin = longestUnseenFirst.computeIfAbsent(name, fresh -> {
            var made = new Origin();
            made.nextDue = earliest;
            return made;
        });
        if (longestUnseenFirst.size() > MOST_ORIGINS) {
            longestUnseenFirst.pollFirstEntry();
        }
        if (origin.nextDue - now > 0) {
            origin.leftOut++;
            return OptionalLong.empty();
        }
        origin.nextDue = (origin.nextDue - earliest > 0 ? origin.nextDue : earliest) + apart;
        var leftOut = origin.leftOut;
        origin.leftOut = 0;
        return OptionalLong.of(leftOut);
    }

    /** The /64 of an IPv6 address, whose other addresses are the same client's. */
    static String networkOf(String address) {
        var groups = address.split(":", -1);
        return groups.length < 8 ? address : String.join(":", List.of(groups).subList(0, 4)) + "::/64";
    }
}
