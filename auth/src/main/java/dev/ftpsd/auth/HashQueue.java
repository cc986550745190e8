package dev.ftpsd.auth;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;

/**
 * Compares passwords, few at a time: hashing eats whole cores and, by its design, memory, and a storm of logins must
 * not starve the transfers that run. Whoever finds all places taken waits on its own (virtual) thread, in order of
 * arrival; whoever finds the queue full is turned away at once.
 *
 * <p>One queue serves the whole server, from any thread.
 */
public final class HashQueue {

    // 500 clients who come back together after a restart are to get in: 12 to 32 seconds with one core computing.
    private static final int WAITING = 512;
    // Below the login timeout: an answer that nobody waits for any more is not worth its computing.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Semaphore places;
    private final AtomicInteger inside = new AtomicInteger();
    private final int mostInside;
    private final Duration patience;
    private final BiPredicate<PasswordHash, Secret> comparison;

    /** Half of the machine's cores, but one at least; 512 waiting; nobody for longer than a minute. */
    public HashQueue() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), WAITING, PATIENCE);
    }

    /**
     * A queue of its own measures.
     *
     * @param places how many compute at a time, at least 1
     * @param waiting how many may wait for a place, at least 0
     * @param patience how long one waits at most
     */
    public HashQueue(int places, int waiting, Duration patience) {
        this(places, waiting, patience, PasswordHash::matches);
    }

    /** For tests that count the comparisons instead of making them. */
    HashQueue(int places, int waiting, Duration patience, BiPredicate<PasswordHash, Secret> comparison) {
        if (places < 1 || waiting < 0) {
            throw new IllegalArgumentException("a queue of " + places + " places and " + waiting + " waiting");
        }

        this.places = new Semaphore(places, true);
        this.mostInside = places + waiting;
        this.patience = patience;
        this.comparison = comparison;
    }

    /** Compares as soon as it is its turn. Interrupted while it waits, it gives up as if the queue were full. */
    Answer compare(PasswordHash hash, Secret password) {
        if (inside.incrementAndGet() > mostInside) {
            inside.decrementAndGet();
            return Answer.NO_PLACE;
        }
        try {
            return compareInTurn(hash, password);
        } finally {
            inside.decrementAndGet();
        }
    }

    private Answer compareInTurn(PasswordHash hash, Secret password) {
        try {
            if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return Answer.NO_PLACE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the session is being closed
            return Answer.NO_PLACE;
        }
        try {
            return comparison.test(hash, password) ? Answer.EQUAL : Answer.DIFFERENT;
        } finally {
            places.release();
        }
    }

    /** How many compute or wait at this moment, for the metrics. */
    public int size() {
        return inside.get();
    }

    /** What a comparison came to. */
    enum Answer {
        EQUAL, DIFFERENT, NO_PLACE
    }
}
