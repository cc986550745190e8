package dev.ftpsd.server.data;

import java.time.Duration;

/**
 * A transfer whose client takes or gives all at once never waits: every few milliseconds it lets others have its carrier, of which
 * there are fewer than there may be transfers. By the clock and not by bytes, since giving way costs as much as sending 50 KiB.
 * One thread.
 */
final class Turn {

    private static final long LENGTH = Duration.ofMillis(20).toNanos();

    private long began = System.nanoTime();

    /** To be called after each piece. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: it is for the others' sake
    void perhapsEnd() {
        if (System.nanoTime() - began >= LENGTH) {
            Thread.yield();
            began = System.nanoTime();
        }
    }
}
