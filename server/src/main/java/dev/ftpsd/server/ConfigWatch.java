package dev.ftpsd.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.ftpsd.server.config.Settings;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reloads when a file of the configuration folder has changed and then stayed the same for one look, so that a file which is
 * just being written is left alone. On a thread of its own.
 */
final class ConfigWatch implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger(ConfigWatch.class);

    private final Supplier<Settings> settings;
    private final Reload reload;
    private final Runnable everyLook;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("config-watch").daemon().factory());
    private String lastSeen;
    private Duration interval = Duration.ZERO;
    private @Nullable ScheduledFuture<?> next;

    /**
     * Begins to watch.
     *
     * @param settings those in force, whose {@code reload:} says how often to look
     * @param everyLook run at each look, whether or not something has changed
     */
    ConfigWatch(Supplier<Settings> settings, Reload reload, Runnable everyLook) {
        this.settings = settings;
        this.reload = reload;
        this.everyLook = everyLook;
        this.lastSeen = reload.lastTried();
        reload.afterwards(this::reloaded);
        lookLater();
    }

    /** An interval that was an hour must not keep one of seconds waiting for so long. */
    private synchronized void reloaded() {
        if (!interval.equals(settings.get().reload().interval())) {
            lookLater();
        }
    }

    private synchronized void lookLater() {
        if (next != null) {
            next.cancel(false);
        }
        interval = settings.get().reload().interval();
        if (!thread.isShutdown()) {
            next = thread.schedule(this::look, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            var seen = reload.fingerprint();
            var settled = seen.equals(lastSeen);
            lastSeen = seen;
            if (settled && !seen.equals(reload.lastTried()) && settings.get().reload().watch()) {
                reload.run();
            }
            everyLook.run();
        } catch (RuntimeException e) {
            LOG.error("the configuration folder could not be looked at", e);
        }
        lookLater();
    }

    @Override
    public synchronized void close() {
        thread.shutdownNow();
    }
}
