package dev.ftpsd.server.control;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.netty.handler.ssl.SslHandler;

import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.TlsEngines;

/** The TLS handler of a control connection, with the identity that its data connections must bring back. */
final class ControlTls extends SslHandler {

    private final ControlEngine engine;

    private ControlTls(ControlEngine engine, Executor workers) {
        super(engine.engine(), workers);
        this.engine = engine;
    }

    /** Makes handlers for new handshakes. */
    record Factory(Supplier<TlsEngines> engines, Executor workers, Supplier<Duration> handshakeTimeout) {

        ControlTls newHandler() {
            var handler = new ControlTls(engines.get().newControlEngine(), workers);
            handler.setHandshakeTimeoutMillis(handshakeTimeout.get().toMillis());
            return handler;
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
