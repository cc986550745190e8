package dev.ftpsd.server.session;

import java.util.concurrent.atomic.AtomicLong;

import dev.ftpsd.server.transfer.Pace;

/** What holds for a session's next transfers, beside its data set-up. Any thread. */
public final class TransferTerms {

    private final AtomicLong announced = new AtomicLong();
    private volatile Pace pace = Pace.FREE;

    TransferTerms() {}

    /** The limits that the transfers are under, since the user is known. */
    public void paceBy(Pace limits) {
        pace = limits;
    }

    public Pace pace() {
        return pace;
    }

    /** ALLO has told the size of the next upload in bytes; 0 takes it back. */
    public void announce(long bytes) {
        announced.set(bytes);
    }

    /** The size of the upload that begins, if ALLO has told it, else 0. */
    public long announced() {
        return announced.get();
    }
}
