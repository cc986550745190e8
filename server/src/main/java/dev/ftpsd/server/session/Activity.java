package dev.ftpsd.server.session;

import java.time.Duration;

/** What a session did last, for those who look at it. Safe for use by any thread. */
public final class Activity {

    private volatile String lastVerb = "";
    private volatile long lastAt = System.nanoTime();

    /** A command begins. */
    public void began(String verb) {
        lastVerb = verb;
        lastAt = System.nanoTime();
    }

    /** A transfer has ended. */
    void ended() {
        lastAt = System.nanoTime();
    }

    /** The verb of the last command; empty before the first. */
    public String lastVerb() {
        return lastVerb;
    }

    /** Time since the last command began, or the last transfer ended. */
    public Duration idle() {
        return Duration.ofNanos(System.nanoTime() - lastAt);
    }
}
