package dev.ftpsd.server.data;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLHandshakeException;

import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.TlsEngines;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * TLS for data connections. The server is the TLS server in passive and in active mode (RFC 4217 §7).
 *
 * @param engines those for new connections, which also know the sessions of the older ones
 * @param workers runs the costly steps of handshakes, so that a storm of them does not hold an event loop
 * @param handshakeTimeout the one of now: to the ClientHello, and from there to the end of the handshake; zero for no limit
 * @param counts counts them
 */
public record DataTls(Supplier<TlsEngines> engines, Executor workers, Supplier<Duration> handshakeTimeout,
        Counts counts) {

    private static final Logger LOG = LogManager.getLogger(DataTls.class);

    /** How long close_notify may take to leave; the transfer's own stall timeout is the finer rule. */
    private static final Duration CLOSE_NOTIFY = Duration.ofSeconds(10);

    /** An engine for the session that this ClientHello resumes, whoever's it is. */
    DataEngine newEngine(ByteBuffer clientHello) {
        var newest = engines.get();
        try {
            return newest.newDataEngine(clientHello);
        } catch (RuntimeException e) {
            // Nothing has been answered: an engine that has not looked at the hello can still do it.
            LOG.warn(
                    "A ClientHello could not be read ahead: a fault of this program, please report it. The handshake goes on.",
                    e);
            return newest.newDataEngine();
        }
    }

    /** An engine for a connection whose owner is known. */
    DataEngine newEngine(DataOwner owner) {
        return owner.newDataEngine().orElseGet(() -> engines.get().newDataEngine());
    }

    /**
     * Why a handshake that has just ended is none, or null. SunJSSE has nothing more to do in a handshake that the client breaks
     * off with user_canceled and close_notify, and Netty calls that a success. Under TLS 1.2 anybody on the way can send both.
     * Call it on the event loop, at the end of the handshake: later the client may have closed as it should.
     *
     * @param cause what Netty says
     */
    static @Nullable Throwable failure(@Nullable Throwable cause, DataEngine engine) {
        return cause == null && engine.engine().isInboundDone()
                ? new SSLHandshakeException("the client has closed in the handshake") : cause;
    }

    /** Puts TLS under a data connection; its handshake begins when the ClientHello comes. */
    SslHandler install(ChannelPipeline pipeline, DataEngine engine) {
        var handler = new DataSslHandler(engine, workers);
        handler.setHandshakeTimeoutMillis(handshakeTimeout.get().toMillis());
        handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY.toMillis());
        handler.handshakeFuture().addListener(done -> {
            if (failure(done.cause(), engine) == null) {
                counts.handshake(Counts.Connection.DATA, engine.engine().getSession().getProtocol(),
                        engine.resumedIdentity().isPresent());
            } else {
                counts.handshakeFailed(Counts.Connection.DATA);
            }
        });
        pipeline.addFirst(new PromptAcknowledgement(engine.engine()), new NoTicket(engine), handler,
                new TicketBeforeData(engine));
        return handler;
    }

    /** Sees the ServerHello leave, below the TLS handler. */
    private static final class NoTicket extends ChannelOutboundHandlerAdapter {

        private final DataEngine engine;

        NoTicket(DataEngine engine) {
            this.engine = engine;
        }

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            // Each time until the end: after a HelloRetryRequest the client says anew what it could use.
            engine.withholdTicket();
            ctx.write(message, promise);
            if (engine.engine().getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
                ctx.pipeline().remove(this);
            }
        }
    }
}
