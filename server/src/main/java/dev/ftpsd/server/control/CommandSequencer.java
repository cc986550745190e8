package dev.ftpsd.server.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import dev.ftpsd.server.command.CommandRunner;
import dev.ftpsd.server.command.Lane;
import dev.ftpsd.server.command.info.Stat;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.session.Session;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;

/**
 * One command at a time, in order, each on a virtual thread of its own (RFC 959 §5.4, RFC 1123 §4.1.2.10).
 *
 * <pre>
 *            line                    Replied
 *   IDLE ----------> RUNNING ----------------------> IDLE (next of the queue)
 *                       |  ThenUpgrade                ^
 *                       |--------------> UPGRADING ---| handshake done
 *                       |  ThenClose
 *                       |--------------> CLOSING
 * </pre>
 *
 * While one runs, lines go on being read so that ABOR is seen: it aborts what runs at once and is answered next. STAT without an
 * argument is answered at once during a transfer. When the queue is full, reading stops until it drains.
 */
final class CommandSequencer extends ChannelInboundHandlerAdapter {

    private static final int QUEUE_LINES = 64;
    private static final int QUEUE_OCTETS = 16 * 1024;

    /** During a transfer more is read ahead, so that an ABOR behind other commands is seen. */
    private static final int QUEUE_OCTETS_IN_TRANSFER = 64 * 1024;
    private static final int DRAIN_SECONDS = 2;

    private enum State {
        GREETING, IDLE, RUNNING, UPGRADING, CLOSING
    }

    private final Parts parts;
    private final Session session;
    private final Deque<Received> queue = new ArrayDeque<>();
    private State state = State.GREETING;
    private int queued;
    private @Nullable ChannelHandlerContext context;

    /**
     * What the sequencer works with.
     *
     * @param commands runs each command on a virtual thread
     * @param upgrade begins and ends the handshake behind AUTH
     * @param idle is told when a command begins and ends
     * @param dialogue shows commands to whoever debugs
     * @param lifecycle greets, and hears of the end
     */
    record Parts(Session session, CommandRunner runner, Executor commands, TlsUpgrade upgrade, IdleGuard idle,
            Dialogue dialogue, Lifecycle lifecycle) {}

    /** The beginning and the end of a session. */
    interface Lifecycle {

        /** The first reply: 220, or 421 with a close. */
        Outcome greeting();

        /** The client is no FTP client, or smuggles commands: the connection is being closed. */
        void hostile(String reason);

        /** The connection is gone. */
        void gone();
    }

    CommandSequencer(Parts parts) {
        this.parts = parts;
        this.session = parts.session();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    /** The connection can speak now: at accept, or after the handshake of an implicit listener. */
    void greet() {
        if (context != null) {
            finished(context, parts.lifecycle().greeting());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var received = (Received) message;
        switch (received) {
            case Received.Hostile(var reason) -> {
                parts.lifecycle().hostile(reason);
                state = State.CLOSING;
                ctx.close();
            }
            case Received.Line line when state == State.RUNNING && overtakes(ctx, line) -> {
            }
            case Received.Line line -> enqueue(ctx, line);
            case Received.Malformed line -> enqueue(ctx, line);
        }
    }

    /** ABOR and STAT during a transfer do not wait their turn. */
    private boolean overtakes(ChannelHandlerContext ctx, Received.Line line) {
        var lane = parts.runner().table().find(line.command().verb()).map(spec -> spec.lane()).orElse(Lane.IN_TURN);
        return switch (lane) {
            case IN_TURN -> false;
            case ABORTS -> {
                parts.dialogue().client(session, line.command());
                session.requestAbort();
                queue.addFirst(line);
                queued += line.size();
                stopReadingWhenFull(ctx);
                yield true;
            }
            case AT_ONCE -> {
                if (line.command().hasArgument() || session.transfer().isEmpty() || !ctx.channel().isWritable()) {
                    yield false;
                }
                parts.dialogue().client(session, line.command());
                ctx.writeAndFlush(Stat.status(session));
                yield true;
            }
        };
    }

    private void enqueue(ChannelHandlerContext ctx, Received received) {
        if (state == State.CLOSING) {
            return;
        }
        queue.addLast(received);
        queued += received.size();
        if (state == State.IDLE) {
            next(ctx);
        }
        stopReadingWhenFull(ctx);
    }

    private void stopReadingWhenFull(ChannelHandlerContext ctx) {
        if (isFull()) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    private boolean isFull() {
        return session.transfer().isPresent()
                ? queued >= QUEUE_OCTETS_IN_TRANSFER
                : queue.size() >= QUEUE_LINES || queued >= QUEUE_OCTETS;
    }

    private void next(ChannelHandlerContext ctx) {
        var received = ctx.channel().isWritable() ? queue.poll() : null;
        if (received != null) {
            queued -= received.size();
            start(ctx, received);
        }
        if (!isFull() && state != State.CLOSING && !ctx.channel().config().isAutoRead()) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    private void start(ChannelHandlerContext ctx, Received received) {
        state = State.RUNNING;
        parts.idle().running(true);
        parts.commands().execute(() -> {
            var outcome = run(received);
            ctx.executor().execute(() -> finished(ctx, outcome));
        });
    }

    private Outcome run(Received received) {
        return switch (received) {
            case Received.Line(var command, int size) -> {
                parts.dialogue().client(session, command);
                yield parts.runner().run(session, command);
            }
            case Received.Malformed(var code, var text, int size) -> parts.runner().malformed(session, code, text);
            case Received.Hostile hostile -> throw new IllegalStateException("never queued");
        };
    }

    private void finished(ChannelHandlerContext ctx, Outcome outcome) {
        if (state == State.CLOSING) {
            return;
        }
        parts.idle().running(false);
        switch (outcome) {
            case Outcome.Replied(var reply) -> {
                ctx.writeAndFlush(reply);
                parts.upgrade().refused();
                state = State.IDLE;
                next(ctx);
            }
            case Outcome.ThenClose(var reply) -> close(reply);
            case Outcome.ThenUpgrade(var reply, boolean dataProtected) -> {
                state = State.UPGRADING;
                ctx.writeAndFlush(reply);
                parts.upgrade().begin(ctx.pipeline(), dataProtected);
            }
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            var refused = parts.upgrade().completed(ctx.pipeline());
            if (refused.isPresent()) {
                close(refused.get());
            } else if (state == State.GREETING) {
                greet();
            } else {
                state = State.IDLE;
                next(ctx);
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable() && state == State.IDLE) {
            next(ctx);
        }
        ctx.fireChannelWritabilityChanged();
    }

    /**
     * Says farewell: the reply, close_notify under TLS, FIN. What the client still sends is read and dropped for a moment, since
     * closing over unread octets would send RST, and the reply would be lost with it.
     */
    void close(Reply farewell) {
        var ctx = context;
        if (ctx == null || state == State.CLOSING) {
            return;
        }
        state = State.CLOSING;
        queue.clear();
        ctx.channel().config().setAutoRead(true);
        ctx.writeAndFlush(farewell);
        var tls = ctx.pipeline().get(ControlTls.class);
        var ended = tls == null ? ctx.writeAndFlush(ctx.alloc().buffer(0)) : tls.closeOutbound();
        ended.addListener(done -> ((DuplexChannel) ctx.channel()).shutdownOutput());
        ctx.executor().schedule(() -> ctx.close(), DRAIN_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        state = State.CLOSING;
        queue.clear();
        session.close();
        parts.lifecycle().gone();
        ctx.fireChannelInactive();
    }
}
