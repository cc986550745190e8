package dev.ftpsd.server.hook;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import dev.ftpsd.server.hook.Spool.Entry;

/**
 * Which event is delivered next. Of the hooks that have one that is due it is the turn of the one that has waited longest, and where there
 * are several hooks the last place is kept for one that has no call running: whoever hangs holds up nobody but itself. Any thread.
 */
final class Turns {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Queue<Due>> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private final int places;
    private final BooleanSupplier isShared;
    private int taken;

    /**
     * An event and its time.
     *
     * @param failures how many calls for it have failed
     * @param at in the time of {@link System#nanoTime}
     */
    record Due(Entry entry, int failures, long at) {

        private long in(long now) {
            return at - now;
        }
    }

    /**
     * Nothing waits yet.
     *
     * @param places how many calls run at once, 1 or more; from 2 on one of them is kept
     * @param isShared whether there is more than one hook; asked anew each time
     */
    Turns(int places, BooleanSupplier isShared) {
        this.places = places;
        this.isShared = isShared;
    }

    void add(Due due) {
        lock.lock();
        try {
            waiting.computeIfAbsent(due.entry().hook(),
                    _ -> new PriorityQueue<>((one, other) -> Long.compare(one.at() - other.at(), 0))).add(due);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next that is due, and for its place, which is to be given back. */
    Due take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                var next = next();
                if (next.isEmpty()) {
                    changed.await();
                    continue;
                }
                var wait = next.get().in(System.nanoTime());
                if (wait <= 0) {
                    return begin(next.get());
                }
                var _ = changed.awaitNanos(wait);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The first that is due, in the order of turns, or else the one that is due soonest; empty while no hook may have a call. */
    private Optional<Due> next() {
        var now = System.nanoTime();
        return waiting.entrySet().stream().filter(hook -> mayBegin(hook.getKey()))
                .map(hook -> hook.getValue().element())
                .min(Comparator.comparingLong(due -> Math.max(0, due.in(now))));
    }

    private boolean mayBegin(String hook) {
        var isLast = places > 1 && taken == places - 1;
        return taken < places && !(isLast && running.containsKey(hook) && isShared.getAsBoolean());
    }

    private Due begin(Due due) {
        var hook = due.entry().hook();
        var others = waiting.remove(hook);
        if (others != null) {
            others.remove();
            if (!others.isEmpty()) {
                waiting.put(hook, others);
            }
        }
        running.merge(hook, 1, Integer::sum);
        taken++;
        return due;
    }

    /** A call for that hook has ended. */
    void give(String hook) {
        lock.lock();
        try {
            running.computeIfPresent(hook, (_, count) -> count > 1 ? count - 1 : null);
            taken--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
