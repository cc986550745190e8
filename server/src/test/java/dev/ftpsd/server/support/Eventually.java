package dev.ftpsd.server.support;

import java.util.function.BooleanSupplier;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** For what another thread or the other end of a connection will do, and tells nobody about. */
public final class Eventually {

    private static final int STEP_MILLIS = 5;

    private Eventually() {}

    /** Waits until it holds; fails when it does not in twenty seconds. Whoever has held is asked no more: to ask may change it. */
    public static void holds(BooleanSupplier condition, String what) throws InterruptedException {
        var deadline = System.nanoTime() + TappedSocket.PATIENCE.toNanos();
        var holds = condition.getAsBoolean();
        while (!holds && System.nanoTime() - deadline < 0) {
            Thread.sleep(STEP_MILLIS);
            holds = condition.getAsBoolean();
        }
        assertTrue(holds, what);
    }
}
