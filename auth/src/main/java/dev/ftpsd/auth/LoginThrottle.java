package dev.ftpsd.auth;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

/**
 * Slows the guessing of passwords (RFC 2577 §5): each failure of a user name from a network doubles the time that the
 * next attempt waits, up to 30 seconds; each minute of quiet forgives one.
 *
 * <p>It counts by name <em>and</em> network (one IPv4 address, one IPv6 /64), because a count by name alone would let
 * anybody lock anybody out. Names that do not exist are slowed like the others. Guessing one password for many names is
 * not seen here: that is for a ban by address.
 *
 * <p>Used by the command that runs PASS, on its virtual thread, from any number of sessions at once: wait for
 * {@link #pause} before the password is looked at, and for the answer of {@link #failed} before 530 is sent. A client
 * that waits for its 530 waits once; one that drops the connection, or opens many, finds the rest of the time in {@link
 * #pause}.
 */
public final class LoginThrottle {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration FORGIVENESS = Duration.ofMinutes(1);
    private static final int MOST_ENTRIES = 10_000;
    static final int IPV4_PREFIX = 32;
    static final int IPV6_PREFIX = 64; // what a single IPv6 customer has to choose addresses from

    private final Duration first;
    private final LongSupplier nanoTime;
    private final LinkedHashMap<Origin, Failures> longestUnseenFirst = new LinkedHashMap<>(16, 0.75f, true);

    /** @param first the wait after the first failure; zero switches the throttle off */
    public LoginThrottle(Duration first) {
        this(first, System::nanoTime);
    }

    /** @param nanoTime a clock that nobody sets, such as {@link System#nanoTime} */
    LoginThrottle(Duration first, LongSupplier nanoTime) {
        if (first.isNegative()) {
            throw new IllegalArgumentException("the delay after a failed login is negative: " + first);
        }
        this.first = first;
        this.nanoTime = nanoTime;
    }

    /** How long an attempt that has just come in waits before it is looked at; zero to 30 seconds. */
    public Duration pause(String user, InetAddress from) {
        var origin = Origin.of(user, from);
        synchronized (longestUnseenFirst) {
            var failures = longestUnseenFirst.get(origin);
            if (failures == null) {
                return Duration.ZERO;
            }
            var left = failures.delay().minusNanos(nanoTime.getAsLong() - failures.last());
            return left.isPositive() ? left : Duration.ZERO;
        }
    }

    /** Counts a failed attempt; the answer is how long its 530 is held back, zero to 30 seconds. */
    public Duration failed(String user, InetAddress from) {
        if (first.isZero()) {
            return Duration.ZERO;
        }

        var origin = Origin.of(user, from);
        synchronized (longestUnseenFirst) {
            var now = nanoTime.getAsLong();
            var earlier = longestUnseenFirst.get(origin);
            var failures = new Failures((earlier == null ? 0 : earlier.unforgiven(now)) + 1, now, first);
            longestUnseenFirst.put(origin, failures);
            // Full of other names and networks, it forgets the one that has been quiet for longest.
            if (longestUnseenFirst.size() > MOST_ENTRIES) {
                longestUnseenFirst.pollFirstEntry();
            }
            return failures.delay();
        }
    }

    /** Forgets the failures: the user has logged in from there. */
    public void succeeded(String user, InetAddress from) {
        var origin = Origin.of(user, from);
        synchronized (longestUnseenFirst) {
            longestUnseenFirst.remove(origin);
        }
    }

    /** Who tries, from where. */
    private record Origin(String user, AddressRange network) {

        static Origin of(String user, InetAddress from) {
            return new Origin(user, AddressRange.around(from, IPV4_PREFIX, IPV6_PREFIX));
        }
    }

    /** The failures of one origin, the last of them at {@code last} in nanoseconds. */
    private record Failures(int count, long last, Duration first) {

        // The longest delay is reached before; and however many failures there were, 16 quiet minutes forgive them.
        private static final int MOST = 16;

        Failures {
            count = Math.min(count, MOST);
        }

        int unforgiven(long now) {
            return (int) Math.max(0, count - (now - last) / FORGIVENESS.toNanos());
        }

        Duration delay() {
            var delay = Duration.ofMillis(first.toMillis() << (count - 1));
            return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
        }
    }
}
