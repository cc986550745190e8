package dev.ftpsd.server.session;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is counted against a client, each kind by itself, from accept to close: neither AUTH nor REIN forgives any of it. Safe for
 * use by any thread.
 */
public final class Strikes {

    private final AtomicInteger refusedLogins = new AtomicInteger();
    private final AtomicInteger strayCommands = new AtomicInteger();
    private final AtomicInteger overlongLines = new AtomicInteger();

    /** Counts a refused login; returns how many there were. */
    public int refusedLogin() {
        return refusedLogins.incrementAndGet();
    }

    /** Counts a command that is unknown or comes before the login; returns how many there were. */
    public int strayCommand() {
        return strayCommands.incrementAndGet();
    }

    /** Counts a line that was too long to be a command; returns how many there were. */
    public int overlongLine() {
        return overlongLines.incrementAndGet();
    }
}
