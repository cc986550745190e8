package dev.ftpsd.server.hook;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.config.EventSettings;
import dev.ftpsd.server.hook.Call.Answer;
import dev.ftpsd.server.hook.Spool.Entry;

/**
 * Delivers what is in the spool: one thread waits for the next that is due, and each call has a virtual thread. Events of one hook
 * may overtake each other.
 */
final class Deliveries implements AutoCloseable {

    private final Spool spool;
    private final Caller caller;
    private final Supplier<EventSettings> settings;
    private final EventLog events;
    private final DelayQueue<Due> queue = new DelayQueue<>();
    private final Semaphore slots;
    private final Set<Call> running = ConcurrentHashMap.newKeySet();
    private final Thread thread;

    Deliveries(Spool spool, Caller caller, Supplier<EventSettings> settings, EventLog events) {
        this.spool = spool;
        this.caller = caller;
        this.settings = settings;
        this.events = events;
        this.slots = new Semaphore(settings.get().parallel());
        this.thread = Thread.ofPlatform().name("events").daemon().start(this::work);
    }

    /** An event is in the spool and may be delivered at once. */
    void add(Entry entry) {
        queue.add(new Due(entry, 0, System.nanoTime()));
    }

    private void work() {
        try {
            while (true) {
                var due = queue.take();
                slots.acquire();
                Thread.ofVirtual().name("event-call").start(() -> deliver(due));
            }
        } catch (InterruptedException e) {
            // The server ends; what is in the spool comes at the next start.
        }
    }

    private void deliver(Due due) {
        var call = new Call();
        running.add(call);
        try {
            switch (answer(due.entry(), call)) {
                case Answer.Yes() -> spool.done(due.entry());
                case Answer.No(var reason) -> failed(due, reason);
                case Answer.None(var reason) -> failed(due, reason);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.remove(call);
            slots.release();
        }
    }

    private Answer answer(Entry entry, Call call) throws InterruptedException {
        var hook = settings.get().hooks().stream().filter(known -> known.name().equals(entry.hook())).findFirst();
        if (hook.isEmpty()) {
            return new Answer.None("no such hook is configured");
        }
        try {
            return caller.call(hook.get(), entry.id(), spool.body(entry), call);
        } catch (IOException e) {
            return new Answer.None("the spool cannot be read");
        }
    }

    private void failed(Due due, String reason) {
        if (thread.isInterrupted() || !thread.isAlive()) {
            return;
        }
        var now = settings.get();
        var failures = due.failures() + 1;
        var age = Duration.between(EventIds.timeOf(due.entry().id()), Instant.now());
        if (now.giveUpAfter().isPositive() && age.compareTo(now.giveUpAfter()) > 0) {
            events.hookGaveUp(due.entry().hook(), due.entry().id(), reason);
            spool.done(due.entry());
            return;
        }
        events.hookFailed(due.entry().hook(), due.entry().id(), failures, reason);
        var wait = new Backoff(now.retryFirst(), now.retryLongest()).after(failures, RandomGenerator.getDefault());
        queue.add(new Due(due.entry(), failures, System.nanoTime() + wait.toNanos()));
    }

    @Override
    public void close() {
        thread.interrupt();
        running.forEach(Call::breakOff);
    }

    /** @param at in the time of {@link System#nanoTime} */
    private record Due(Entry entry, int failures, long at) implements Delayed {

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
