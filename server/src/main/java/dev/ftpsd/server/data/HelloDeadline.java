package dev.ftpsd.server.data;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * How long a data connection may take to its ClientHello: ten seconds, unless it is set otherwise, and longer only while a transfer of that
 * address has said 150 and waits. Then it is closed. On the event loop.
 */
final class HelloDeadline {

    private final ChannelHandlerContext context;
    private final Supplier<Duration> timeout;
    private final BooleanSupplier isUndecided;
    private final BooleanSupplier isAwaited;
    private @Nullable Future<?> next;

    /**
     * @param timeout the one of now; zero for none
     * @param isUndecided whether neither a ClientHello nor anything else has come
     * @param isAwaited whether a transfer waits
     */
    HelloDeadline(ChannelHandlerContext context, Supplier<Duration> timeout, BooleanSupplier isUndecided,
            BooleanSupplier isAwaited) {
        this.context = context;
        this.timeout = timeout;
        this.isUndecided = isUndecided;
        this.isAwaited = isAwaited;
    }

    void watch() {
        var now = timeout.get();
        if (!now.isZero()) {
            next = context.executor().schedule(this::look, now.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        if (!isUndecided.getAsBoolean()) {
            return;
        }
        if (isAwaited.getAsBoolean()) {
            watch();
        } else {
            context.close();
        }
    }

    /** Else it would hold all of the connection until its time has come, long after the transfer. */
    void cancel() {
        if (next != null) {
            next.cancel(false);
        }
    }
}
