package dev.ftpsd.server.data;

import java.time.Duration;

/**
 * One transfer's place among {@link Turns}, taken before it reads or writes its socket, and given back before it waits for its
 * client, or for a limit, and when others wait who have not had it for as long. By the clock and not by bytes, since
 * to give way costs as much as to send 50 KiB. One thread.
 */
final class Turn {

    private static final long LENGTH = Duration.ofMillis(4).toNanos();

    /** A file that takes longer for one piece is on a disk, or in a network, that can be asked for more than a few pieces at once. */
    private static final long SLOW = Duration.ofMillis(2).toNanos();

    private final Turns turns;
    private boolean held;
    private boolean onSlowDisk;
    private long began;
    private long pieceEnded;

    Turn(Turns turns) {
        this.turns = turns;
        this.pieceEnded = turns.now();
    }

    /**
     * Waits for a place, unless it has one. To be called before each piece.
     *
     * @throws DataFailure ABORTED
     */
    void begin() throws DataFailure {
        if (held) {
            return;
        }
        try {
            turns.begin();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataFailure(DataFailure.Kind.ABORTED, "Transfer aborted.", e);
        }
        held = true;
        began = turns.now();
    }

    /** The disk has given the next piece, or taken the last. */
    void diskDone() {
        onSlowDisk = turns.now() - pieceEnded > SLOW;
    }

    /** The client has been given a piece, or has given one, and the disk comes next: the place is kept if it is nobody else's turn. */
    void pieceDone() {
        pieceEnded = turns.now();
        if (onSlowDisk) {
            end();
        } else if (pieceEnded - began >= LENGTH) {
            if (turns.areWanted()) {
                end();
            }
            began = pieceEnded;
        }
    }

    /** Gives the place back, if it has one. */
    void end() {
        if (held) {
            held = false;
            turns.end(began);
        }
    }
}
