package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The keys of the tickets, in memory only: a new one each hour, and old ones for as long as a ticket of theirs may be shown.
 * OpenSSL would keep one key for as long as the server runs; who got hold of it could read what years of connections, TLS 1.2
 * ones above all, have sent. Any thread.
 */
final class TicketKeys {

    /** As often as the JDK does. */
    static final Duration ROTATION = Duration.ofHours(1);

    private final Duration lifetime;
    private final InstantSource clock;
    private final Deque<TicketKey> keys = new ArrayDeque<>();

    /**
     * Starts with a new key.
     *
     * @param lifetime how long a ticket may be shown after it was made
     */
    TicketKeys(Duration lifetime, InstantSource clock) {
        this.lifetime = lifetime;
        this.clock = clock;
        keys.addFirst(new TicketKey(clock.instant()));
    }

    /** The key for a new ticket. */
    synchronized TicketKey current() {
        var now = clock.instant();
        if (!keys.getFirst().made().plus(ROTATION).isAfter(now)) {
            keys.addFirst(new TicketKey(now));
            // A key made tickets for one rotation; the youngest of them lives on for the lifetime.
            keys.removeIf(key -> key.made().plus(ROTATION).plus(lifetime).isBefore(now));
        }
        return keys.getFirst();
    }

    /** The key that encrypted a ticket; empty for a stranger's and for one that is too old. */
    synchronized Optional<TicketKey> named(MemorySegment name) {
        return keys.stream().filter(key -> key.name().mismatch(name) == -1).findFirst();
    }
}
