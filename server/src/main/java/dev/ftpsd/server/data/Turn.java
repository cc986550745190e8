package dev.ftpsd.server.data;

import java.time.Duration;

/**
 * One transfer's turn among all ({@link Turns}): it takes a place before it uses its socket, and gives it back before it waits, and when it
 * has had it for its time and others wait. By the clock and not by bytes: what a byte costs depends on TLS. One thread, but for
 * {@link #cancel}.
 */
final class Turn {

    private static final long LENGTH = Duration.ofMillis(4).toNanos();

    private final Turns turns;
    private final Turns.Place place;
    private boolean held;
    private long began;

    Turn(Turns turns) {
        this.turns = turns;
        this.place = turns.new Place();
    }

    /**
     * Waits for a place, unless it has one. To be called before each piece. Behind {@link #cancel} it waits for nothing and may have
     * none: whoever calls looks whether the transfer has failed.
     *
     * @throws DataFailure ABORTED
     */
    void begin() throws DataFailure {
        if (held) {
            return;
        }
        try {
            held = turns.take(place);
        } catch (InterruptedException e) {
            turns.giveBack(place);
            Thread.currentThread().interrupt();
            throw new DataFailure(DataFailure.Kind.ABORTED, "Transfer aborted.", e);
        }
        began = turns.now();
    }

    /** Whether {@link #pieceDone} would give the place to somebody else. */
    boolean isOver() {
        return held && turns.now() - began >= LENGTH && turns.areWanted();
    }

    /** The socket has taken a piece, or has given one. */
    void pieceDone() {
        var now = turns.now();
        place.moved(now);
        if (now - began < LENGTH) {
            return;
        }
        if (turns.areWanted()) {
            end();
        }
        began = now;
    }

    /** Gives the place back, if it has one. */
    void end() {
        if (held) {
            held = false;
            turns.giveBack(place);
        }
    }

    /** The transfer has failed: it waits for no turn any more. From any thread. */
    void cancel() {
        turns.cancel(place);
    }
}
