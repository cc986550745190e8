package dev.ftpsd.server.control;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.ftpsd.server.config.LimitSettings;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.session.Session;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Ends sessions that do nothing (RFC 1123 §4.1.3.2): those that do not log in, or not again, and those that say nothing for long.
 * A command that runs is not idleness. Uses the event loop's monotonic clock: setting the time ends nobody.
 */
final class IdleGuard extends ChannelInboundHandlerAdapter {

    /** How long it does not look while a transfer runs. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final Session session;
    private final Supplier<LimitSettings> limits;
    private long loggedOutSince;
    private long lastActive;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> next;
    private boolean running;

    IdleGuard(Session session, Supplier<LimitSettings> limits) {
        this.session = session;
        this.limits = limits;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        loggedOutSince = ctx.executor().ticker().nanoTime();
        lastActive = loggedOutSince;
        watch(ctx, Duration.ofSeconds(1));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (next != null) {
            // Else it would hold the session until its time has come.
            next.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        lastActive = ctx.executor().ticker().nanoTime();
        ctx.fireChannelRead(message);
    }

    /** A command has begun or ended. */
    void running(boolean now) {
        running = now;
        if (context != null) {
            lastActive = context.executor().ticker().nanoTime();
        }
        if (session.loggedIn().isPresent()) {
            // AUTH and REIN log out: the time to log in begins then, but for those alone who were in.
            loggedOutSince = lastActive;
        }
    }

    /** Whoever logs out meanwhile has less time. */
    private Duration soon(Duration left) {
        var login = limits.get().loginTimeout();
        return login.isPositive() && login.compareTo(left) < 0 ? login : left;
    }

    private void watch(ChannelHandlerContext ctx, Duration in) {
        next = ctx.executor().schedule(() -> {
            if (ctx.channel().isOpen()) {
                check(ctx);
            }
        }, Math.max(1, in.toMillis()), TimeUnit.MILLISECONDS);
    }

    private void check(ChannelHandlerContext ctx) {
        var loggedIn = session.loggedIn().isPresent();
        var allowed = loggedIn ? limits.get().idleTimeout() : limits.get().loginTimeout();
        var since = loggedIn ? lastActive : loggedOutSince;
        var left = allowed.minusNanos(ctx.executor().ticker().nanoTime() - since);
        if (allowed.isZero() || (loggedIn && running)) {
            watch(ctx, allowed.isZero() || allowed.compareTo(LOOK) > 0 ? LOOK : allowed);
        } else if (left.isPositive()) {
            watch(ctx, loggedIn ? soon(left) : left);
        } else {
            session.control().close(Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE, loggedIn
                    ? "Nothing came for " + allowed.toSeconds() + " seconds; goodbye."
                    : "No login within " + allowed.toSeconds() + " seconds; goodbye."));
        }
    }
}
