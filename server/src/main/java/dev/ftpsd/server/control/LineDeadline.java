package dev.ftpsd.server.control;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * How long a line may take from its first octet to its end: whoever sends an octet now and then is not idle, and would keep a
 * session that says nothing. One for each connection, on its event loop.
 */
final class LineDeadline {

    private final Duration allowed;
    private final Runnable late;
    private @Nullable Future<?> running;

    /**
     * One that is not running.
     *
     * @param allowed longer than 0s
     * @param late what happens to a connection whose line does not end in time
     */
    LineDeadline(Duration allowed, Runnable late) {
        this.allowed = allowed;
        this.late = late;
    }

    /** A line has begun, now or before, and has not ended. */
    void begun(ChannelHandlerContext ctx) {
        if (running == null) {
            running = ctx.executor().schedule(late, allowed.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The line has ended, or nobody waits for its end any more. */
    void ended() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }
}
