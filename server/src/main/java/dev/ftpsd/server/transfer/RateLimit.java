package dev.ftpsd.server.transfer;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * So many bytes a second, shared by all transfers that take part. Nobody owns a timer: bytes are reserved in pieces, each
 * reservation says how long to wait, and whoever reserved waits on its own (virtual) thread. As each transfer has one piece at a
 * time, they take turns, so that they all get the same, or what they can use if that is less.
 *
 * <p>After a pause, the bytes of 100 ms may move at once; a piece is what moves in 50 ms divided by the number of transfers,
 * so that a transfer waits twenty times a second and not at each packet. Over ten seconds this is exact to two percent. The rate
 * is asked anew at each piece: a reload changes transfers that run. Safe for several threads.
 */
public final class RateLimit {

    /** What is saved up while nothing moves. */
    private static final long BURST = Duration.ofMillis(100).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int PIECES_A_SECOND = 20;
    private static final long SMALLEST = 1024;

    /** So little that a rate which a reload sets holds soon, also for who had none. */
    private static final long LARGEST = 4L << 20;

    private final LongSupplier bytesPerSecond;
    private final LongSupplier nanoTime;
    private int transfers;
    private boolean begun;
    private long nextDue;

    /**
     * A limit of its own.
     *
     * @param bytesPerSecond 1 or more, {@link Long#MAX_VALUE} for unlimited; may change at any time
     * @param nanoTime a clock that nobody sets, such as {@link System#nanoTime}
     */
    public RateLimit(LongSupplier bytesPerSecond, LongSupplier nanoTime) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
    }

    /** A transfer takes part from now on. */
    synchronized void join() {
        transfers++;
    }

    /** A transfer has ended. */
    synchronized void leave() {
        transfers--;
    }

    /** How many bytes one may reserve at a time now; 1 or more. */
    synchronized long piece() {
        var rate = bytesPerSecond.getAsLong();
        var turn = Math.max(1, rate / PIECES_A_SECOND);
        return Math.clamp(turn / Math.max(1, transfers), Math.min(SMALLEST, turn), LARGEST);
    }

    /** Reserves bytes; returns the nanoseconds until they may move, 0 or more. */
    synchronized long reserve(long bytes) {
        var rate = bytesPerSecond.getAsLong();
        if (rate == Long.MAX_VALUE) {
            begun = false;
            return 0;
        }

        var now = nanoTime.getAsLong();
        if (!begun || now - BURST - nextDue > 0) {
            begun = true;
            nextDue = now - BURST;
        }
        var wait = Math.max(0, nextDue - now);
        nextDue += timeOf(bytes, rate);
        return wait;
    }

    /** Bytes that were reserved did not move: others may have them. */
    synchronized void giveBack(long bytes) {
        var rate = bytesPerSecond.getAsLong();
        if (begun && rate != Long.MAX_VALUE) {
            nextDue -= timeOf(bytes, rate);
        }
    }

    private static long timeOf(long bytes, long rate) {
        return (long) ((double) bytes * SECOND / rate);
    }
}
