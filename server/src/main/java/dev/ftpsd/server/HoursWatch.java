package dev.ftpsd.server;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.server.session.SessionRegistry;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Looks every few seconds for users who are logged in and whose hours or validity have ended, and sends them away. On a thread of
 * its own.
 */
final class HoursWatch implements AutoCloseable {

    private static final Logger LOG = LogManager.getLogger(HoursWatch.class);

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Supplier<UserDirectory> users;
    private final SessionRegistry sessions;
    private final InstantSource clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("hours-watch").daemon().factory());

    /** @param users the directory of each moment */
    HoursWatch(Supplier<UserDirectory> users, SessionRegistry sessions, InstantSource clock) {
        this.users = users;
        this.sessions = sessions;
        this.clock = clock;
        var _ = thread.scheduleWithFixedDelay(this::look, INTERVAL.toMillis(), INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            new Readmission(users.get(), clock.instant()).endOverdue(sessions);
        } catch (RuntimeException e) {
            LOG.error("the hours of the users could not be looked at", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
