package dev.ftpsd.server.control;

import dev.ftpsd.server.command.Lane;
import dev.ftpsd.server.command.info.Stat;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.session.Session;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;

/**
 * One command at a time, in order (RFC 959 §5.4, RFC 1123 §4.1.2.10), each on a thread of its own unless it is brief.
 *
 * <pre>
 *            line                    Replied
 *   IDLE ----------> RUNNING ----------------------> IDLE (next of the queue)
 *                       |  ThenUpgrade, ThenClear     ^
 *                       |--------------> TURNING -----| TLS has begun, or ended
 *                       |  ThenClose
 *                       |--------------> CLOSING
 * </pre>
 *
 * While one runs, lines go on being read so that ABOR is seen: it aborts what runs at once and is answered next. STAT without an
 * argument is answered at once during a transfer. When the queue is full, reading stops until it drains.
 */
final class CommandSequencer extends ChannelInboundHandlerAdapter {

    private enum State {
        GREETING, IDLE, RUNNING, TURNING, CLOSING
    }

    private final SequencerParts parts;
    private final Session session;
    private final CommandQueue queue;
    private final CommandPace pace = new CommandPace();
    private State state = State.GREETING;
    private LineKind running = LineKind.PLAIN;
    private @Nullable Reply farewell;
    private @Nullable ChannelHandlerContext context;

    CommandSequencer(SequencerParts parts) {
        this.parts = parts;
        this.session = parts.session();
        this.queue = new CommandQueue(parts::isAbort);
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
            case Received.Hostile hostile -> hostile(ctx, hostile);
            case Received.Line line when state == State.RUNNING && overtakes(ctx, line) -> {
            }
            case Received.Line line -> enqueue(ctx, line);
            case Received.Malformed line -> enqueue(ctx, line);
        }
    }

    /** Another protocol is told so; to an attack nothing is said. */
    private void hostile(ChannelHandlerContext ctx, Received.Hostile hostile) {
        if (state == State.CLOSING) {
            return;
        }
        parts.lifecycle().hostile(hostile.reason());
        if (hostile.answered()) {
            close(Reply.of(ReplyCode.UNRECOGNIZED, "This is an FTP server; goodbye."));
        } else {
            state = State.CLOSING;
            ctx.close();
        }
    }

    /** ABOR and STAT during a transfer do not wait their turn. */
    private boolean overtakes(ChannelHandlerContext ctx, Received.Line line) {
        return switch (parts.kind(line).lane()) {
            case IN_TURN -> false;
            case ABORTS -> {
                if (!running.abortable()) {
                    yield false;
                }
                session.slot().requestAbort();
                queue.addFirst(line);
                regulateReading(ctx);
                yield true;
            }
            case AT_ONCE -> {
                if (session.transfer().isEmpty() || !ctx.channel().isWritable()) {
                    yield false;
                }
                parts.dialogue().client(session, line.command());
                ctx.writeAndFlush(line.command().hasArgument() ? Stat.NOT_NOW : Stat.status(session));
                yield true;
            }
        };
    }

    private void enqueue(ChannelHandlerContext ctx, Received received) {
        if (state == State.CLOSING) {
            return;
        }
        queue.addLast(received);
        wakeUp(ctx);
        regulateReading(ctx);
    }

    /** Reads on, unless too much waits already, of what TLS answers by itself too: requests for new keys (RFC 8446 §4.6.3). */
    private void regulateReading(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(ctx.channel().isWritable() && !queue.isFull(running.abortable()));
    }

    private void next(ChannelHandlerContext ctx) {
        if (farewell != null) {
            close(farewell);
            return;
        }
        if (!queue.isEmpty() && ctx.channel().isWritable()
                && pace.admits(ctx.executor(), parts.commandsPerSecond().getAsInt(), () -> wakeUp(ctx))) {
            start(ctx, queue.remove());
        }
        regulateReading(ctx);
    }

    private void wakeUp(ChannelHandlerContext ctx) {
        if (state == State.IDLE) {
            next(ctx);
        }
    }

    private void start(ChannelHandlerContext ctx, Received received) {
        state = State.RUNNING;
        running = parts.kind(received);
        // An ABOR that came while the command before still ran is meant for this one.
        if (running.abortable() && queue.bringAbortForward(line -> parts.kind(line).lane() == Lane.ABORTS)) {
            session.slot().requestAbort();
        }
        parts.idle().running(true);
        parts.start(received, ctx.executor(), outcome -> finished(ctx, outcome));
    }

    private void finished(ChannelHandlerContext ctx, Outcome outcome) {
        if (state == State.CLOSING) {
            return;
        }
        parts.idle().running(false);
        switch (outcome) {
            case Outcome.Replied(var reply, var held) -> {
                ctx.writeAndFlush(reply);
                if (running.turnsTls()) {
                    parts.upgrade().refused();
                }
                idle(ctx);
            }
            case Outcome.ThenClose(var reply) -> close(reply);
            case Outcome.ThenUpgrade upgrade when !queue.isEmpty() || !parts.upgrade().isClean() ->
                    hostile(ctx, Received.Hostile.INJECTION);
            case Outcome.ThenUpgrade(var reply, boolean dataProtected) -> {
                turn(ctx, reply);
                parts.upgrade().begin(ctx.pipeline(), dataProtected);
            }
            case Outcome.ThenClear clear when clear.after() == Outcome.After.BEGIN_ANEW
                    && (!queue.isEmpty() || !parts.upgrade().isClean()) ->
                    hostile(ctx, Received.Hostile.INJECTION);
            case Outcome.ThenClear(var reply, var after) -> {
                turn(ctx, reply);
                parts.upgrade().end(ctx.pipeline(), after, () -> idle(ctx),
                        () -> hostile(ctx, Received.Hostile.INJECTION));
            }
        }
    }

    private void turn(ChannelHandlerContext ctx, Reply reply) {
        state = State.TURNING;
        running = LineKind.PLAIN;
        ctx.writeAndFlush(reply);
    }

    private void idle(ChannelHandlerContext ctx) {
        if (state != State.CLOSING) {
            state = State.IDLE;
            running = LineKind.PLAIN;
            next(ctx);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()
                && state != State.CLOSING) {
            var refused = parts.upgrade().completed(ctx.pipeline());
            if (refused.isPresent()) {
                close(refused.get());
            } else if (state == State.GREETING) {
                greet();
            } else {
                idle(ctx);
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        wakeUp(ctx);
        regulateReading(ctx);
        ctx.fireChannelWritabilityChanged();
    }

    /** Ends the connection with a last reply, and with it the command that runs; what that one says is lost. */
    void close(Reply last) {
        if (context != null && state != State.CLOSING) {
            state = State.CLOSING;
            queue.clear();
            Farewell.say(context, last);
            session.close();
        }
    }

    /** Ends the connection when nothing runs: now, or when the command that runs has had its reply. */
    void closeWhenIdle(Reply last) {
        if (state == State.RUNNING) {
            farewell = last;
        } else {
            close(last);
        }
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
