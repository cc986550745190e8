package dev.ftpsd.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.session.Session;
import dev.ftpsd.server.session.SessionRegistry;

/** Says farewell to every session: to the idle ones at once, to those in a transfer when it is done or the time is over. */
final class Drain {

    private static final Reply FAREWELL =
            Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE, "The server is shutting down; try again later.");

    /** How long the last farewells may take to leave, and what has come of transfers that are cut to reach the disk. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);
    private static final Duration STEP = Duration.ofMillis(20);

    private final SessionRegistry sessions;
    private final BooleanSupplier undelivered;
    private final CountDownLatch hurried = new CountDownLatch(1);
    private volatile boolean begun;

    /** @param undelivered whether some client has not yet got what was sent to it */
    Drain(SessionRegistry sessions, BooleanSupplier undelivered) {
        this.sessions = sessions;
        this.undelivered = undelivered;
    }

    /** Whether new clients are to be turned away. */
    boolean hasBegun() {
        return begun;
    }

    /** Ends the time that transfers have, also before it begins. */
    void hurry() {
        hurried.countDown();
    }

    void run(Duration grace) {
        begun = true;
        sessions.all().forEach(session -> session.control().closeWhenIdle(FAREWELL));
        var deadline = System.nanoTime() + grace.toNanos();
        while (isMoving(sessions.all()) && waitOn(deadline)) {
            // Each closes when its transfer is done.
        }

        while (undelivered.getAsBoolean() && waitOn(deadline)) {
            // What was sent arrives by itself.
        }
        var rest = sessions.all();
        rest.forEach(Drain::cut);
        var last = System.nanoTime() + LAST_WORDS.toNanos();
        while ((sessions.count() > 0 || isMoving(rest) || isUntold(rest)) && pause(last)) {
            // Each closes by itself, puts by what has come, and is told in the log.
        }
    }

    private static boolean isMoving(List<Session> sessions) {
        return sessions.stream().anyMatch(session -> session.transfer().isPresent());
    }

    private static boolean isUntold(List<Session> sessions) {
        return sessions.stream().anyMatch(session -> session.slot().underWay().isAwaited());
    }

    private static void cut(Session session) {
        session.transfer().ifPresent(transfer -> transfer.abort());
        session.control().close(FAREWELL);
    }

    /** Waits a step, unless there is a hurry or the time is over. */
    private boolean waitOn(long deadline) {
        try {
            return !hurried.await(STEP.toMillis(), TimeUnit.MILLISECONDS) && System.nanoTime() - deadline < 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean pause(long deadline) {
        try {
            Thread.sleep(STEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return System.nanoTime() - deadline < 0;
    }
}
