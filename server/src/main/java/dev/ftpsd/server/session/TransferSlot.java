package dev.ftpsd.server.session;

import java.util.Optional;

import dev.ftpsd.server.transfer.Pace;
import dev.ftpsd.server.transfer.Transfer;
import org.jspecify.annotations.Nullable;

/**
 * The one transfer that a session may have running, and the way of ABOR, STAT and a lost control connection to it. Safe for
 * several threads: the command's thread puts the transfer in, event loops abort it.
 */
public final class TransferSlot {

    private final Totals totals = new Totals();
    private final Activity activity = new Activity();
    private final TransferTerms terms = new TransferTerms();
    private final UnderWay underWay = new UnderWay();
    private @Nullable Transfer current;
    private boolean abortRequested;
    private boolean aborted;
    private boolean closed;

    /** What holds for the transfers that come. */
    public TransferTerms terms() {
        return terms;
    }

    /** What one user has moved and announced is not the next one's. */
    void beginAnew() {
        totals.forget();
        terms.announce(0);
        terms.paceBy(Pace.FREE);
    }

    /** The transfer that runs, if one does. */
    public synchronized Optional<Transfer> current() {
        return Optional.ofNullable(current);
    }

    /** What the session does between transfers. */
    public Activity activity() {
        return activity;
    }

    /** Whether a command runs, and what waits for its end. */
    public UnderWay underWay() {
        return underWay;
    }

    /** What the transfers so far have moved. */
    public Totals totals() {
        return totals;
    }

    /** A transfer begins; it ends at once where ABOR came before it or the control connection is gone. */
    public synchronized void begin(Transfer transfer) {
        current = transfer;
        if (closed || abortRequested) {
            abort(transfer);
        }
    }

    /** The transfer has ended, however it did. */
    public synchronized void end() {
        current = null;
        activity.ended();
    }

    /** The first half of ABOR, at once: what runs ends, also if its transfer only now begins. */
    public synchronized void requestAbort() {
        abortRequested = true;
        current().ifPresent(this::abort);
    }

    /** The second half of ABOR, in its turn: later commands are not meant. Returns whether a transfer was aborted. */
    public synchronized boolean abortDone() {
        var did = aborted;
        abortRequested = false;
        aborted = false;
        return did;
    }

    /** The control connection is gone: nothing may run any more. */
    synchronized void close() {
        closed = true;
        current().ifPresent(this::abort);
    }

    private void abort(Transfer running) {
        aborted = true;
        running.abort();
    }
}
