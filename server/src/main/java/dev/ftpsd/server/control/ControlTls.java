package dev.ftpsd.server.control;

import java.util.concurrent.Executor;

import dev.ftpsd.tls.ControlEngine;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;

/** The TLS handler of a control connection, with the identity that its data connections must bring back. */
final class ControlTls extends SslHandler {

    private final ControlEngine engine;

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
}
