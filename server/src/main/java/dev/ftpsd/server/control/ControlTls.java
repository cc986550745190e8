package dev.ftpsd.server.control;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.ControlEngine;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * The TLS handler of a control connection, with the identity that its data connections must bring back. Behind REIN and CCC it ends
 * by close_notify and takes itself out of the pipeline; the connection stays.
 */
final class ControlTls extends SslHandler {

    /** How long the client's close_notify is waited for. curl in passive mode sends none, but speaks in clear at once. */
    private static final Duration CLOSE_NOTIFY = Duration.ofSeconds(2);

    /** Of TLS records: change_cipher_spec to application_data (RFC 8446 §5.1). No command begins with one. */
    private static final int FIRST_RECORD_TYPE = 20;
    private static final int LAST_RECORD_TYPE = 23;

    private final ControlEngine engine;
    private @Nullable Runnable whenEnded;

    ControlTls(ControlEngine engine, Executor workers) {
        super(engine.engine(), workers);
        this.engine = engine;
    }

    /** The end of the connection, or of its TLS. */
    @Override
    public void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
        try {
            super.handlerRemoved0(ctx);
        } finally {
            engine.close();
        }
    }

    ControlEngine control() {
        return engine;
    }

    /** On the event loop: a ticket leaves with the next record. */
    void issueTicket() {
        engine.issueTicket();
    }

    /**
     * Ends TLS: our close_notify leaves now, and when the client's has come, or its first octet in clear, or neither for two
     * seconds, the handler goes. What the client still sends under TLS comes before that, what it sends in clear after it.
     *
     * @param ended runs when the handler goes, before any octet in clear is handed on
     */
    void end(ChannelHandlerContext ctx, Runnable ended) {
        whenEnded = ended;
        closeOutbound();
        ctx.executor().schedule(() -> leave(ctx), CLOSE_NOTIFY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether it ends while the connection stays: the client's close_notify is an answer then. */
    boolean isEnding() {
        return whenEnded != null;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws SSLException {
        if (whenEnded == null) {
            super.decode(ctx, in, out);
            return;
        }
        if (isInClear(in)) {
            leave(ctx);
            return;
        }

        super.decode(ctx, in, out);
        if (engine.engine().isInboundDone()) {
            leave(ctx);
        }
    }

    private static boolean isInClear(ByteBuf in) {
        var first = in.getUnsignedByte(in.readerIndex());
        return first < FIRST_RECORD_TYPE || first > LAST_RECORD_TYPE;
    }

    /** What has come behind the records is handed to the next handler by the removal. */
    private void leave(ChannelHandlerContext ctx) {
        var ended = whenEnded;
        if (ended != null && !ctx.isRemoved()) {
            whenEnded = null;
            ended.run();
            ctx.pipeline().remove(this);
        }
    }
}
