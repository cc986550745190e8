package dev.ftpsd.server;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.ftpsd.server.config.Fingerprint;
import dev.ftpsd.server.config.Settings;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Reloads when a file of the configuration folder has changed and then stayed the same for one look, so that a file which is
 * just being written is left alone. On a thread of its own.
 */
final class ConfigWatch implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger(ConfigWatch.class);

    private final Path folder;
    private final Supplier<Settings> settings;
    private final Runnable reload;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("config-watch").daemon().factory());
    private String inForce;
    private String lastSeen;

    /** @param settings those in force, whose {@code reload:} and {@code users:} say how often and where to look */
    ConfigWatch(Path folder, Supplier<Settings> settings, Runnable reload) {
        this.folder = folder;
        this.settings = settings;
        this.reload = reload;
        this.inForce = Fingerprint.of(folder, settings.get());
        this.lastSeen = inForce;
        lookLater();
    }

    private void lookLater() {
        thread.schedule(this::look, settings.get().reload().interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            var seen = Fingerprint.of(folder, settings.get());
            var settled = seen.equals(lastSeen);
            lastSeen = seen;
            if (settled && !seen.equals(inForce) && settings.get().reload().watch()) {
                inForce = seen;
                reload.run();
            }
        } catch (RuntimeException e) {
            LOG.error("the configuration folder could not be looked at", e);
        }
        lookLater();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
