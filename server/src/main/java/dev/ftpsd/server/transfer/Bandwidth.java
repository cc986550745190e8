package dev.ftpsd.server.transfer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * Whose bytes count together: all of the server's, and all of one user's, whatever session moves them. Any thread.
 */
public final class Bandwidth {

    private final RateLimit serverIn;
    private final RateLimit serverOut;
    private final Rates<ToLongFunction<String>> ofUser;
    private final LongSupplier nanoTime;
    private final Meter meter = new Meter();
    private final Map<String, Rates<RateLimit>> byUser = new ConcurrentHashMap<>();

    /** The two directions, as the server sees them. */
    public record Rates<T>(T in, T out) {}

    /**
     * Rates are in bytes a second, {@link Long#MAX_VALUE} for unlimited, and are asked anew all the time, so that a reload
     * takes effect.
     *
     * @param server those of the server
     * @param ofUser those of a user, by name
     * @param nanoTime a clock that nobody sets, such as {@link System#nanoTime}
     */
    public Bandwidth(Rates<LongSupplier> server, Rates<ToLongFunction<String>> ofUser, LongSupplier nanoTime) {
        this.serverIn = new RateLimit(server.in(), nanoTime);
        this.serverOut = new RateLimit(server.out(), nanoTime);
        this.ofUser = ofUser;
        this.nanoTime = nanoTime;
    }

    /** What all transfers have moved. */
    public Meter meter() {
        return meter;
    }

    /** The limits of the transfers of a user's session. */
    public Pace of(String user) {
        var own = byUser.computeIfAbsent(user,
                name -> new Rates<>(new RateLimit(() -> ofUser.in().applyAsLong(name), nanoTime),
                        new RateLimit(() -> ofUser.out().applyAsLong(name), nanoTime)));
        return new Pace(List.of(own.in(), serverIn), List.of(own.out(), serverOut), meter);
    }
}
