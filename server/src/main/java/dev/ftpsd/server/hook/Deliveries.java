package dev.ftpsd.server.hook;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.config.EventSettings;
import dev.ftpsd.server.hook.Call.Answer;
import dev.ftpsd.server.hook.Spool.Entry;
import dev.ftpsd.server.hook.Turns.Due;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Delivers what is in the spool: one thread waits for the next whose turn it is ({@link Turns}), and each call has a virtual thread. Events
 * of one hook may overtake each other.
 */
final class Deliveries implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger(Deliveries.class);

    private final Spool spool;
    private final Caller caller;
    private final Supplier<EventSettings> settings;
    private final EventLog events;
    private final Turns turns;
    private final Set<Call> running = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean hasEnded;

    Deliveries(Spool spool, Caller caller, Supplier<EventSettings> settings, EventLog events) {
        this.spool = spool;
        this.caller = caller;
        this.settings = settings;
        this.events = events;
        this.turns = new Turns(settings.get().parallel(), () -> settings.get().isTellingSeveral());
        this.thread = Thread.ofPlatform().name("events").daemon().start(this::work);
    }

    /** An event is in the spool and may be delivered at once. */
    void add(Entry entry) {
        turns.add(new Due(entry, 0, System.nanoTime()));
    }

    private void work() {
        try {
            while (true) {
                var due = turns.take();
                Thread.ofVirtual().name("event-call").start(() -> deliver(due));
            }
        } catch (InterruptedException e) {
            // The server ends; what is in the spool comes at the next start.
        }
    }

    private void deliver(Due due) {
        var call = new Call();
        running.add(call);
        if (hasEnded) {
            call.breakOff(); // It was chosen in the last moment, and the end has not seen it.
        }
        try {
            switch (answer(due.entry(), call)) {
                case Answer.Yes() -> spool.done(due.entry());
                case Answer.No(var reason) -> failed(due, reason);
                case Answer.None(var reason) -> failed(due, reason);
            }
        } catch (NoSuchFileException e) {
            events.hookGaveUp(due.entry().hook(), due.entry().id(), "its file is gone from the spool");
            spool.done(due.entry());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.remove(call);
            turns.give(due.entry().hook());
        }
    }

    private Answer answer(Entry entry, Call call) throws InterruptedException, NoSuchFileException {
        try {
            var body = spool.body(entry);
            var hook = settings.get().hooks().stream().filter(known -> known.name().equals(entry.hook())).findFirst();
            return hook.isPresent() ? caller.call(hook.get(), entry.id(), body, call)
                    : new Answer.None("no such hook is configured");
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            return new Answer.None("the spool cannot be read");
        } catch (RuntimeException e) {
            // Without descriptors, for example, the JDK has no other words for it. It is tried again.
            LOG.error("events: {} of hook {}", entry.id(), entry.hook(), e);
            return new Answer.None("it could not be called: " + e.getMessage());
        }
    }

    private void failed(Due due, String reason) {
        if (hasEnded) {
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
        turns.add(new Due(due.entry(), failures, System.nanoTime() + wait.toNanos()));
    }

    @Override
    public void close() {
        hasEnded = true;
        thread.interrupt();
        running.forEach(Call::breakOff);
    }
}
