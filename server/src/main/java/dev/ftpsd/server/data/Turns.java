package dev.ftpsd.server.data;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The places for long transfers that move bytes at the same time: a few for each core, first come, first served. Each transfer takes one by
 * its {@link Turn}.
 *
 * <p>Without it five hundred transfers would each have a thread that wants a core, beside the one event loop that the next
 * client needs for its login and its handshake: the first to come would be gone before the last had begun. And they would hold
 * all carriers, of which commands need some.
 *
 * <p>A place is kept while the next piece of a file is read, so a disk that hangs could take them all: while somebody waits, one whose
 * transfer has not moved for a while counts no more until it comes back.
 */
final class Turns {

    private static final int A_CORE = 2;

    /** Half of the carriers (server/src/docs/adr/0003). */
    private static final int MOST = 32;

    /** Those of all transfers of this process. */
    static final Turns ALL = new Turns(Math.min(A_CORE * Runtime.getRuntime().availableProcessors(), MOST),
            Duration.ofMillis(200), System::nanoTime);

    private final ReentrantLock lock = new ReentrantLock();
    private final int size;
    private final Duration hangs;
    private final LongSupplier nanoTime;
    private final Queue<Place> waiting = new ArrayDeque<>(); // these are under the lock
    private final Set<Place> taken = new HashSet<>();
    private int hanging;
    private boolean watched;

    /**
     * So many places.
     *
     * @param hangs how long a transfer stands until its place counts no more; kept to a tenth of a second
     * @param nanoTime a clock that nobody sets
     */
    Turns(int size, Duration hangs, LongSupplier nanoTime) {
        this.size = size;
        this.hangs = hangs;
        this.nanoTime = nanoTime;
    }

    /** One transfer's place, which it has or has not. */
    final class Place {

        private final Condition changed = lock.newCondition(); // these are under the lock
        private boolean cancelled;
        private boolean hangs;
        private volatile long moved;

        /** Its transfer goes on. */
        void moved(long now) {
            moved = now;
        }
    }

    /** The time by which turns are measured, in nanoseconds. */
    long now() {
        return nanoTime.getAsLong();
    }

    /**
     * Waits for a place; whoever has waited for longer comes first.
     *
     * @return whether it has one now: false when it has been cancelled
     */
    boolean take(Place place) throws InterruptedException {
        lock.lock();
        try {
            if (place.cancelled) {
                return false;
            }
            waiting.add(place);
            give();
            while (!place.cancelled && !taken.contains(place)) {
                watch();
                place.changed.await();
            }
            return taken.contains(place);
        } finally {
            if (!taken.contains(place)) {
                waiting.remove(place);
            }
            lock.unlock();
        }
    }

    private void give() {
        while (!waiting.isEmpty() && taken.size() - hanging < size) {
            var next = waiting.remove();
            next.moved(now());
            taken.add(next);
            next.changed.signal();
        }
    }

    /** Gives it back, if it has been given. */
    void giveBack(Place place) {
        lock.lock();
        try {
            if (taken.remove(place) && place.hangs) {
                place.hangs = false;
                hanging--;
            }
            give();
        } finally {
            lock.unlock();
        }
    }

    /** It need not wait any longer: its transfer has failed. From any thread. */
    void cancel(Place place) {
        lock.lock();
        try {
            place.cancelled = true;
            place.changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Whether somebody waits for a place. */
    boolean areWanted() {
        return count().waiting() > 0;
    }

    private void watch() {
        if (!watched) {
            watched = true;
            Wheel.after(hangs, this::look);
        }
    }

    /** What the {@link Wheel} does for as long as somebody waits. */
    void look() {
        lock.lock();
        try {
            watched = false;
            if (waiting.isEmpty()) {
                return;
            }
            var now = now();
            for (var place : taken) {
                if (!place.hangs && now - place.moved >= hangs.toNanos()) {
                    place.hangs = true;
                    hanging++;
                }
            }
            give();
            if (!waiting.isEmpty()) {
                watch();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many have one, and how many wait for one. */
    record Count(int taken, int waiting) {}

    Count count() {
        lock.lock();
        try {
            return new Count(taken.size(), waiting.size());
        } finally {
            lock.unlock();
        }
    }
}
