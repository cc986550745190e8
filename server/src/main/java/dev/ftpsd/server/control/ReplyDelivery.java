package dev.ftpsd.server.control;

import java.time.Duration;

/**
 * How replies reach clients, and how long these may take for a line.
 *
 * @param patience a client that reads no replies for this long is gone or hostile: its connection is closed
 * @param lineTime from the first octet of a line to its end; then 421
 * @param noDelay TCP_NODELAY of control connections. FTP itself sends 150 and then 226 without a line of the client's between:
 *        with Nagle's algorithm the second would wait for the acknowledgement of the first. Every other reply is one write and
 *        needs no such help, which the tests show by switching it off
 */
public record ReplyDelivery(Duration patience, Duration lineTime, boolean noDelay) {

    /** What every server uses. */
    public static final ReplyDelivery ORDINARY = new ReplyDelivery(Duration.ofSeconds(60), Duration.ofSeconds(30),
            true);

    public ReplyDelivery {
        if (!patience.isPositive() || !lineTime.isPositive()) {
            throw new IllegalArgumentException("times must be positive: " + patience + ", " + lineTime);
        }
    }
}
