package dev.ftpsd.server.data;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import dev.ftpsd.tls.DataEngine;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whose a connection on a passive port is, on its event loop.
 *
 * <pre>
 *   accepted --claim by address with PROT C, no other of that address expected--> handed over in clear
 *      |
 *      +--octets of no ClientHello, or a second of silence beside others--> the same
 *      +--ClientHello--> handshake --resumed session of a live claim--> handed over, bound
 *      |                     \--any other--> claim by address that admits it, else half closed
 *      \--anything else, too late, too many--> closed without a byte
 * </pre>
 *
 * The handshake begins as soon as the ClientHello is there, also before any transfer command: some clients read no reply
 * while theirs is unanswered.
 */
final class DataIdentifier extends ChannelInboundHandlerAdapter {

    private final ClaimTable claims;
    private final PendingData pending;
    private final DataTls tls;
    private final DataHandler handler;
    private final InetAddress peer;
    private final long arrivedAt = System.nanoTime();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Silence silence;
    private @Nullable ByteBuf first;
    private @Nullable DataEngine engine;
    private @Nullable HelloDeadline deadline;
    private boolean done;
    private volatile boolean idle = true;

    /** @param peer the address of the client, which behind a proxy is not the connection's */
    DataIdentifier(ClaimTable claims, PendingData pending, DataTls tls, DataHandler handler, InetAddress peer) {
        this.claims = claims;
        this.pending = pending;
        this.tls = tls;
        this.handler = handler;
        this.peer = peer;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        pending.enter(peer, this, claims.solicited(peer));
        ctx.fireChannelActive();
        silence = new Silence(ctx, () -> first == null && isUndecided(ctx), () -> claims.isAmbiguous(placeOf(ctx)),
                guess -> silent(ctx, guess));
        silence.look();
        if (!done) {
            deadline = HelloDeadline.watch(this, ctx);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (done) {
            // Refused and being closed: nobody will ever take what a stranger sent behind its handshake.
            ReferenceCountUtil.release(message);
            return;
        }
        if (engine != null) {
            ctx.fireChannelRead(message);
            return;
        }

        idle = false;
        var bytes = first == null ? (ByteBuf) message
                : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), first, (ByteBuf) message);
        first = bytes;
        if (FirstOctets.mayBeHello(bytes)) {
            if (FirstOctets.areIncomplete(bytes)) {
                return;
            }
            shakeHands(ctx, bytes);
        } else if (handOverClear(ctx).isEmpty()) {
            refuse(ctx, DataFailure.withoutTls());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        var over = event == ChannelInputShutdownEvent.INSTANCE && !done;
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess() && engine != null) {
            if (DataTls.failure(null, engine) == null) {
                identify(ctx, engine);
            } else {
                refuse(ctx, DataFailure.handshakeFailed());
            }
        }
        ctx.fireUserEventTriggered(event);
        if (over) {
            ctx.close();
        }
    }

    /** Whoever ended it: where the handshake fails, it is closed. */
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!done) {
            refuse(ctx, DataFailure.handshakeFailed());
        }
        ctx.fireChannelInactive();
    }

    /** Closes it, and tells those whose it may have been why their transfer will fail if no other comes. */
    private void refuse(ChannelHandlerContext ctx, DataFailure why) {
        done = true;
        claims.refusedAt(placeOf(ctx), arrivedAt, why);
        ctx.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        pending.leave(peer, this);
        if (deadline != null) {
            deadline.cancel();
        }
        ReferenceCountUtil.release(first);
        first = null;
    }

    /** Looks for a claim again if this connection came to that port and has said nothing. From any thread. */
    void retry(int port) {
        onLoop(ctx -> {
            if (silence != null && placeOf(ctx).port() == port) {
                silence.look();
            }
        });
    }

    private void onLoop(Consumer<ChannelHandlerContext> step) {
        var ctx = context;
        if (ctx != null) {
            ctx.executor().execute(() -> step.accept(ctx));
        }
    }

    InetAddress peer() {
        return peer;
    }

    /** Whether nothing is lost if it is closed: not one octet has come, or it is refused. Any thread. */
    boolean isIdle() {
        return idle;
    }

    /** Closes this connection, for one that came later, unless it has found its transfer meanwhile. From any thread. */
    void giveWay() {
        onLoop(ctx -> {
            if (idle || !done) {
                done = true;
                ctx.close();
            }
        });
    }

    /** Has said nothing: it is whoever's waits for one in clear, unless a handshake shows something else. */
    private void silent(ChannelHandlerContext ctx, boolean guess) {
        handOverClear(ctx).filter(claim -> guess || claims.isTlsAwaited())
                .ifPresent(claim -> ctx.pipeline().addFirst(new GuessedClear(claim.owner(), handler.inbox())));
    }

    private Optional<PassiveEndpoint> handOverClear(ChannelHandlerContext ctx) {
        var place = placeOf(ctx);
        var claim = claims.isClearAwaited(place) ? claims.takeClear(place, Arrival.of(ctx.channel(), arrivedAt))
                : Optional.<PassiveEndpoint>empty();
        claim.ifPresent(endpoint -> handOver(ctx, endpoint, null));
        return claim;
    }

    private void shakeHands(ChannelHandlerContext ctx, ByteBuf hello) {
        engine = tls.newEngine(hello.nioBuffer());
        first = null; // Until there is an engine it is released with this handler.
        handler.markProtected();
        tls.install(ctx.pipeline(), engine);
        ctx.pipeline().fireChannelRead(hello);
    }

    /** Only a finished handshake proves anything: a replayed ClientHello gets as far as the ServerHello. */
    private void identify(ChannelHandlerContext ctx, DataEngine finished) {
        var identity = finished.resumedIdentity();
        var place = placeOf(ctx);
        var own = identity.flatMap(resumed -> claims.takeByIdentity(resumed, place, arrivedAt));
        // One that came for an earlier PASV of a session that still waits is nobody else's.
        var isLeftBehind = own.isEmpty() && identity.filter(claims::isAwaited).isPresent();
        var claim = isLeftBehind ? own : own.or(() -> claims.takeUnbound(place, arrivedAt, identity.isPresent()));
        if (claim.isPresent()) {
            handOver(ctx, claim.get(), own.isPresent() ? finished : null);
            return;
        }
        if (!isLeftBehind) {
            // It may be meant for a session whose client resumes wrongly.
            claims.strangerFrom(peer);
        }
        // A client that cannot resume hears of 522 only if its connection is not reset under what it sends.
        done = true;
        idle = true;
        HalfClose.begin(ctx.channel(), ctx.newPromise());
    }

    private void handOver(ChannelHandlerContext ctx, PassiveEndpoint claim, @Nullable DataEngine bound) {
        done = true;
        idle = false;
        var arrived = new ArrivedConnection(ctx.channel(), handler, bound);
        if (!claim.arrive(arrived)) {
            arrived.drop();
            return;
        }
        var unread = first;
        first = null;
        if (unread != null) {
            ctx.fireChannelRead(unread);
        }
        ctx.pipeline().remove(this);
    }

    Duration patience() {
        return tls.handshakeTimeout().get();
    }

    boolean isAwaited() {
        return claims.isAwaited(peer);
    }

    boolean isUndecided(ChannelHandlerContext ctx) {
        return !done && engine == null && ctx.channel().isActive();
    }

    private Place placeOf(ChannelHandlerContext ctx) {
        return new Place(peer, ((InetSocketAddress) ctx.channel().localAddress()).getPort());
    }
}
