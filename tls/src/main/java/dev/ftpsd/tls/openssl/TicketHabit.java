package dev.ftpsd.tls.openssl;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Whether the client of a control connection needs a fresh ticket before its next data connection. RFC 8446 §C.4 wants each ticket used
 * once, and many clients do so, but others show one for as long as it works, and to make one that nobody takes costs a tenth of a small
 * file. Such a client still gets one each minute, since tickets end with their lifetime and the next may come late, and whenever its
 * last data connection resumed nothing: it may have lost the one that it had. Any thread.
 */
final class TicketHabit {

    /** So often in a row a ticket has to be shown: twice may be a client that tries again. */
    static final int CONVINCING = 3;

    /** A client that keeps its ticket has one that is no older. */
    static final Duration NOW_AND_THEN = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private OptionalLong last = OptionalLong.empty();
    private int times;
    private boolean waits;
    private long given;

    /** @param nanoTime a clock that nobody sets */
    TicketHabit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * A data connection has been resumed.
     *
     * @param ticket what tells the ticket from others; empty where there was none
     */
    synchronized void shown(OptionalLong ticket) {
        times = ticket.isPresent() && ticket.equals(last) ? times + 1 : 1;
        last = ticket;
        waits = false;
    }

    /** Asked once before each data connection; whoever is told so gives one. */
    synchronized boolean wantsFresh() {
        var now = nanoTime.getAsLong();
        var wanted = waits || times < CONVINCING || now - given >= NOW_AND_THEN.toNanos();
        waits = true;
        given = wanted ? now : given;
        return wanted;
    }
}
