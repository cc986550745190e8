package dev.ftpsd.server.data;

import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;

/**
 * When a client has connected. A connection waits in the kernel while the server has no descriptor for it, or its event loops are busy,
 * and may be one that its client has given up meanwhile: it is older than a claim that was made before it was accepted.
 */
final class Arrival {

    /** The kernel counts this in ticks of its clock, of ten milliseconds at most: what is accepted at once may seem that old. */
    private static final long TICKS = Duration.ofMillis(20).toMillis();

    private Arrival() {}

    /**
     * The time of it, or {@code seenAt} where something has come already, or where the system does not tell.
     *
     * @param seenAt when it was accepted, as the result in nanoseconds of the monotonic clock
     */
    static long of(Channel accepted, long seenAt) {
        if (!(accepted instanceof EpollSocketChannel socket)) {
            return seenAt;
        }
        try {
            var silentFor = socket.tcpInfo().lastDataRecv(); // milliseconds, from the handshake on
            var came = System.nanoTime() - Duration.ofMillis(Math.max(0, silentFor - TICKS)).toNanos();
            return came - seenAt < 0 ? came : seenAt;
        } catch (ChannelException e) {
            return seenAt;
        }
    }
}
