package dev.ftpsd.tls.openssl;

import java.util.OptionalLong;

/**
 * Whether the client of a control connection needs fresh tickets. RFC 8446 §C.4 wants each ticket used once, and many clients do so, but
 * others show one for as long as it works, and to make one that nobody takes costs a tenth of a small file. Such a client still gets
 * one now and then, since tickets end with their lifetime. Any thread.
 */
final class TicketHabit {

    /** So often in a row a ticket has to be shown: twice may be a client that tries again. */
    static final int CONVINCING = 3;

    /** Of that many data connections of such a client one brings a ticket. */
    static final int NOW_AND_THEN = 16;

    private OptionalLong last = OptionalLong.empty();
    private int times;

    /**
     * A data connection has been resumed.
     *
     * @param ticket what tells the ticket from others; empty where there was none
     */
    synchronized void shown(OptionalLong ticket) {
        times = ticket.isPresent() && ticket.equals(last) ? times + 1 : 1;
        last = ticket;
    }

    synchronized boolean wantsFresh() {
        return times < CONVINCING || times % NOW_AND_THEN == 0;
    }
}
