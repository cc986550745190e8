package dev.ftpsd.server.data;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * How long a data connection may take to its ClientHello: ten seconds, unless it is set otherwise, and longer only while a transfer of that
 * address has said 150 and waits. Then it is closed. On the event loop.
 */
final class HelloDeadline implements Runnable {

    private final DataIdentifier connection;
    private final ChannelHandlerContext context;
    private @Nullable Future<?> next;

    private HelloDeadline(DataIdentifier connection, ChannelHandlerContext context) {
        this.connection = connection;
        this.context = context;
    }

    /** Watches the connection from now on. */
    static HelloDeadline watch(DataIdentifier connection, ChannelHandlerContext context) {
        var deadline = new HelloDeadline(connection, context);
        deadline.watch();
        return deadline;
    }

    private void watch() {
        var patience = connection.patience();
        if (!patience.isZero()) {
            next = context.executor().schedule(this, patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void run() {
        if (!connection.isUndecided(context)) {
            return;
        }
        if (connection.isAwaited()) {
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
