package dev.ftpsd.server.control;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import dev.ftpsd.tls.TlsEngines;

/**
 * Makes the TLS handlers of control connections.
 *
 * @param engines those for new connections
 * @param workers runs the costly steps of handshakes, so that a storm of them does not hold an event loop
 * @param timeout from the first octet that may come to the end of the handshake
 */
public record ControlHandshakes(Supplier<TlsEngines> engines, Executor workers, Supplier<Duration> timeout) {

    ControlTls newHandler() {
        var handler = new ControlTls(engines.get().newControlEngine(), workers);
        handler.setHandshakeTimeoutMillis(timeout.get().toMillis());
        return handler;
    }
}
