package dev.ftpsd.auth;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Who is shut out, and until when: networks whose logins failed too often, and those that the administrator names.
 *
 * <p>Failed logins count by one IPv4 address or one IPv6 /64, which is what a single customer has to choose addresses
 * from. A success forgives nothing, or whoever has one account could guess at all others. Those who share an address
 * share its ban; that is why proxies, the default gateway and the loopback interface are never banned for logins.
 *
 * <p>It asks a hash table at most once for each length of prefix in use, so that an accept may ask it on an event
 * loop. Bans end by the monotonic clock while the process lives and by the clock of the wall across restarts: setting the
 * time ends none and prolongs none. Safe for several threads.
 */
public final class BanList {

    /** Longer than any administrator means, and short enough for nanoseconds. */
    public static final Duration LONGEST = Duration.ofDays(3650);
    private static final int MOST_BANS = 10_000;

    private final Supplier<Policy> policy;
    private final Predicate<InetAddress> never;
    private final Consumer<BanList> keeper;
    private final Clocks clocks;
    private final FailedLogins failures;
    private final LinkedHashMap<AddressRange, Standing> standing = new LinkedHashMap<>();
    private final Map<Length, Integer> lengths = new HashMap<>();

    /**
     * When failed logins lead to a ban.
     *
     * @param after how many; 0 for never
     * @param within the time in which they count
     * @param duration how long the ban lasts
     */
    public record Policy(int after, Duration within, Duration duration) {}

    /**
     * The two clocks.
     *
     * @param wall tells when a ban ends to people and across restarts
     * @param nanoTime a clock that nobody sets, such as {@link System#nanoTime}
     */
    public record Clocks(InstantSource wall, LongSupplier nanoTime) {

        /** Those of this machine. */
        public static final Clocks SYSTEM = new Clocks(InstantSource.system(), System::nanoTime);
    }

    /** A ban, and the nanoseconds of the monotonic clock at which it ends. */
    private record Standing(Ban ban, long end) {}

    /** A prefix length that some ban has, to look an address up by. */
    private record Length(boolean ipv4, int prefix) {}

    /**
     * A list without bans.
     *
     * @param policy asked anew at each failure, so that a reload takes effect
     * @param never addresses that are not banned for logins; the administrator may ban them all the same
     * @param keeper hears whenever a ban comes or goes, to write {@link #list()} where a restart finds it
     */
    public BanList(Supplier<Policy> policy, Predicate<InetAddress> never, Consumer<BanList> keeper, Clocks clocks) {
        this.policy = policy;
        this.never = never;
        this.keeper = keeper;
        this.clocks = clocks;
        this.failures = new FailedLogins(clocks.nanoTime());
    }

    /**
     * Takes over a {@link Ban#toString() line} that was kept; a ban that has ended since is left out.
     *
     * @throws IllegalArgumentException if the line is none of them
     */
    public void restore(String line) {
        var ban = Ban.parse(line);
        var left = Duration.between(clocks.wall().instant(), ban.until());
        // A machine without a clock of its own begins in 1970: a ban of minutes must not become one of years.
        var longest = ban.cause() == Ban.Cause.LOGINS ? policy.get().duration() : LONGEST;
        put(ban.network(), left.compareTo(longest) < 0 ? left : longest, ban.cause());
    }

    /** Whether a client at {@code address} is to be refused. */
    public boolean isBanned(InetAddress address) {
        var found = find(address);
        return found.isPresent() && (found.get().cause() == Ban.Cause.ADMINISTRATOR || !never.test(address));
    }

    private synchronized Optional<Ban> find(InetAddress address) {
        var now = clocks.nanoTime().getAsLong();
        var ipv4 = AddressRange.around(address, 0, 0).network() instanceof Inet4Address;
        for (var length : lengths.keySet()) {
            var found = length.ipv4() == ipv4
                    ? standing.get(AddressRange.around(address, length.prefix(), length.prefix()))
                    : null;
            if (found != null && now - found.end() < 0) {
                return Optional.of(found.ban());
            }
        }
        return Optional.empty();
    }

    /** Counts a failed login; the ban that it led to, if it did. */
    public Optional<Ban> failed(InetAddress address) {
        var rule = policy.get();
        if (rule.after() == 0 || never.test(address)) {
            return Optional.empty();
        }

        var network = AddressRange.around(address, LoginThrottle.IPV4_PREFIX, LoginThrottle.IPV6_PREFIX);
        if (failures.count(network, rule.within(), rule.after()) < rule.after()) {
            return Optional.empty();
        }
        failures.forget(network);
        return isBannedByOrder(network) ? Optional.empty() : add(network, rule.duration(), Ban.Cause.LOGINS);
    }

    /** Such a ban lasts for as long as the administrator has said. */
    private synchronized boolean isBannedByOrder(AddressRange network) {
        dropEnded();
        var found = standing.get(network);
        return found != null && found.ban().cause() == Ban.Cause.ADMINISTRATOR;
    }

    /**
     * Bans a network by order of the administrator; a ban of the same network that stands is replaced.
     *
     * @param duration how long, more than zero; more than ten years count as ten
     */
    public Ban add(AddressRange network, Duration duration) {
        return add(network, duration, Ban.Cause.ADMINISTRATOR).orElseThrow(
                () -> new IllegalArgumentException("a ban lasts longer than " + duration));
    }

    private Optional<Ban> add(AddressRange network, Duration duration, Ban.Cause cause) {
        var made = put(network, duration, cause);
        keeper.accept(this);
        return made;
    }

    private synchronized Optional<Ban> put(AddressRange network, Duration duration, Ban.Cause cause) {
        if (!duration.isPositive()) {
            return Optional.empty();
        }

        var bounded = duration.compareTo(LONGEST) < 0 ? duration : LONGEST;
        var ban = new Ban(network, clocks.wall().instant().plus(bounded), cause);
        drop(network);
        standing.put(network, new Standing(ban, clocks.nanoTime().getAsLong() + bounded.toNanos()));
        lengths.merge(lengthOf(network), 1, Integer::sum);
        if (standing.size() > MOST_BANS) {
            makeRoom();
        }
        return Optional.of(ban);
    }

    /** A storm from many networks forgets the oldest ban for logins, never one of the administrator's. */
    private void makeRoom() {
        dropEnded();
        if (standing.size() > MOST_BANS) {
            standing.values().stream().map(Standing::ban).filter(ban -> ban.cause() == Ban.Cause.LOGINS).findFirst()
                    .ifPresent(oldest -> drop(oldest.network()));
        }
    }

    /** Ends the ban of exactly that network; false where none stands. */
    public boolean remove(AddressRange network) {
        boolean stood;
        synchronized (this) {
            dropEnded();
            stood = drop(network) != null;
        }
        failures.forget(network);
        if (stood) {
            keeper.accept(this);
        }
        return stood;
    }

    /** The bans that stand, the first to end first. */
    public List<Ban> list() {
        synchronized (this) {
            dropEnded();
            return standing.values().stream().map(Standing::ban).sorted(Comparator.comparing(Ban::until)).toList();
        }
    }

    private void dropEnded() {
        var now = clocks.nanoTime().getAsLong();
        var ended = standing.values().stream().filter(entry -> now - entry.end() >= 0).toList();
        ended.forEach(entry -> drop(entry.ban().network()));
    }

    private @Nullable Standing drop(AddressRange network) {
        var dropped = standing.remove(network);
        if (dropped != null) {
            lengths.merge(lengthOf(network), -1, (count, less) -> count + less == 0 ? null : count + less);
        }
        return dropped;
    }

    private static Length lengthOf(AddressRange network) {
        return new Length(network.network() instanceof Inet4Address, network.prefix());
    }
}
