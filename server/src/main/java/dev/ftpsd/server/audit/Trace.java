package dev.ftpsd.server.audit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.ftpsd.server.audit.EventLog.Who;

/**
 * What one who looks on has not read yet. Whoever tells a line waits for nobody: where too much waits to be read, lines are left out
 * until half of it has been, and a line in their place says how many. One thread reads; any other tells, or ends it.
 */
public final class Trace implements AutoCloseable {

    private static final int MOST_LINES = 4096;
    private static final int MOST_CHARACTERS = 512 * 1024;
    private static final int MOST_FOLLOWED = 10_000;

    private final Whose whose;
    private final Consumer<Trace> whenClosed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition come = lock.newCondition();
    private final Queue<TraceLine> waiting = new ArrayDeque<>();
    private final LinkedHashSet<Long> followed = new LinkedHashSet<>();
    private int characters;
    private boolean full;
    private long leftOut;
    private boolean closed;

    /**
     * Whose lines are to be seen: those for which all of it holds.
     *
     * @param session its number
     * @param user who is logged in, or whose name was tried last
     * @param from whether an address is meant
     */
    public record Whose(OptionalLong session, Optional<String> user, Predicate<String> from) {

        private boolean mayBe(Who who) {
            return from.test(who.from()) && (session.isEmpty() || session.getAsLong() == who.session());
        }
    }

    Trace(Whose whose, Consumer<Trace> whenClosed) {
        this.whose = whose;
        this.whenClosed = whenClosed;
    }

    /** Whether its user is looked for, and now for the first time seen in that session. */
    boolean isNew(Who who) {
        lock.lock();
        try {
            return whose.user().filter(who.user()::equals).isPresent() && whose.mayBe(who)
                    && !followed.contains(who.session());
        } finally {
            lock.unlock();
        }
    }

    /** Whether the lines of that session are to be seen. After a refused login it is nobody's, and is followed on. */
    boolean follows(Who who) {
        lock.lock();
        try {
            if (closed || !whose.mayBe(who)) {
                return false;
            }
            if (whose.user().isEmpty()) {
                return true;
            }
            if (who.user().isEmpty()) {
                return followed.contains(who.session());
            }
            if (!whose.user().get().equals(who.user())) {
                followed.remove(who.session());
                return false;
            }
            if (followed.add(who.session()) && followed.size() > MOST_FOLLOWED) {
                followed.removeFirst();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** What is known already of a session that is to be seen; of another nothing happens. */
    public void introduce(Who who, String text) {
        if (follows(who)) {
            add(TraceLine.now(who, TraceLine.Kind.EVENT, text));
        }
    }

    void add(TraceLine line) {
        lock.lock();
        try {
            full = full ? waiting.size() > MOST_LINES / 2 || characters > MOST_CHARACTERS / 2
                    : waiting.size() >= MOST_LINES || characters + line.size() > MOST_CHARACTERS;
            if (full) {
                leftOut++;
            } else if (!closed) {
                markGap();
                put(line);
            }
            come.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void markGap() {
        if (leftOut > 0) {
            put(TraceLine.dropped(leftOut));
            leftOut = 0;
        }
    }

    private void put(TraceLine line) {
        waiting.add(line);
        characters += line.size();
    }

    /** The next line; empty where none comes in that time, or none ever will. */
    public Optional<TraceLine> poll(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (waiting.isEmpty() && leftOut == 0 && !closed && left > 0) {
                left = come.awaitNanos(left);
            }
            if (waiting.isEmpty()) {
                markGap();
            }
            var next = Optional.ofNullable(waiting.poll());
            characters -= next.map(TraceLine::size).orElse(0);
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Whether no more lines will come than those that wait. */
    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** No more lines come; those that wait can still be read. Safe to call twice, from any thread. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            come.signalAll();
        } finally {
            lock.unlock();
        }
        whenClosed.accept(this);
    }
}
