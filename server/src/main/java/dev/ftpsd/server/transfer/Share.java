package dev.ftpsd.server.transfer;

import java.util.List;

import dev.ftpsd.server.data.DataFailure;

/** What one transfer has of the limits that it is under, in one direction. One thread at a time. */
final class Share implements AutoCloseable {

    private final List<RateLimit> limits;
    private boolean joined;
    private long allowed;

    /** Waits, and ends the wait when the transfer is aborted. */
    @FunctionalInterface
    interface Pause {
        void of(long nanoseconds) throws DataFailure;
    }

    /** @param limits all of which hold, the narrower first */
    Share(List<RateLimit> limits) {
        this.limits = List.copyOf(limits);
    }

    /**
     * Waits until at least one byte may move.
     *
     * @param wanted 1 or more
     * @return how many may move now, at most {@code wanted}; what does move is to be {@link #spend spent}
     */
    int allowance(int wanted, Pause pause) throws DataFailure {
        if (allowed <= 0) {
            join();
            var piece = limits.stream().mapToLong(RateLimit::piece).min().orElse(Long.MAX_VALUE);
            for (var i = 0; i < limits.size(); i++) {
                await(i, piece, pause);
            }
            allowed = piece;
        }
        return (int) Math.min(allowed, wanted);
    }

    private void await(int index, long piece, Pause pause) throws DataFailure {
        var moves = false;
        try {
            pause.of(limits.get(index).reserve(piece));
            moves = true;
        } finally {
            if (!moves) {
                limits.subList(0, index + 1).forEach(limit -> limit.giveBack(piece));
            }
        }
    }

    /** Bytes have moved. */
    void spend(int bytes) {
        allowed -= bytes;
    }

    /** A size for buffers that keeps a slow transfer flowing, rather than standing and leaping. */
    int pieceOf(int most) {
        var piece = limits.stream().mapToLong(RateLimit::piece).min().orElse(most);
        return Math.clamp(piece, Math.min(most, 1024), most);
    }

    private void join() {
        if (!joined) {
            joined = true;
            limits.forEach(RateLimit::join);
        }
    }

    @Override
    public void close() {
        if (joined) {
            joined = false;
            var unused = Math.max(0, allowed);
            limits.forEach(limit -> {
                limit.giveBack(unused);
                limit.leave();
            });
        }
    }
}
