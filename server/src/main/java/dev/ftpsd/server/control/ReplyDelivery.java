package dev.ftpsd.server.control;

import java.time.Duration;

/**
 * How replies reach clients.
 *
 * @param patience a client that reads no replies for this long is gone or hostile: its connection is closed
 * @param noDelay TCP_NODELAY of control connections. FTP itself sends 150 and then 226 without a line of the client's between:
 *        with Nagle's algorithm the second would wait for the acknowledgement of the first. Every other reply is one write and
 *        needs no such help, which the tests show by switching it off
 */
public record ReplyDelivery(Duration patience, boolean noDelay) {

    /** What every server uses. */
    public static final ReplyDelivery ORDINARY = new ReplyDelivery(Duration.ofSeconds(60), true);

    public ReplyDelivery {
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("patience must be positive: " + patience);
        }
    }
}
