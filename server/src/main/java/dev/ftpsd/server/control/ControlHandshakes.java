package dev.ftpsd.server.control;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.tls.TlsEngines;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Makes the TLS handlers of control connections.
 *
 * @param engines those for new connections
 * @param workers runs the costly steps of handshakes, so that a storm of them does not hold an event loop
 * @param timeout from the first octet that may come to the end of the handshake
 * @param limit how many there may be at once
 * @param counts counts them
 */
public record ControlHandshakes(Supplier<TlsEngines> engines, Executor workers, Supplier<Duration> timeout,
        HandshakeLimit limit, Counts counts) {

    private static final Logger LOG = LogManager.getLogger(ControlHandshakes.class);

    /**
     * Puts TLS in front; a connection for whose handshake there is no place is closed.
     *
     * @param host that the client has named, empty for none
     */
    void begin(ChannelPipeline pipeline, InetAddress client, String host) {
        if (!limit.enter(client)) {
            LOG.debug("closed from={} reason=\"too many handshakes at once\"", client.getHostAddress());
            pipeline.channel().close();
            return;
        }
        var handler = newHandler(pipeline.channel(), client, host);
        handler.handshakeFuture().addListener(done -> {
            limit.leave(client);
            if (done.isSuccess()) {
                // Never resumed: a control connection has an identity of its own.
                counts.handshake(Counts.Connection.CONTROL, handler.engine().getSession().getProtocol(), false);
            } else {
                counts.handshakeFailed(Counts.Connection.CONTROL);
            }
        });
        pipeline.addFirst(handler);
    }

    private ControlTls newHandler(Channel channel, InetAddress client, String host) {
        try {
            var handler = new ControlTls(engines.get().newControlEngine(host), workers);
            handler.setHandshakeTimeoutMillis(timeout.get().toMillis());
            return handler;
        } catch (RuntimeException | Error e) {
            // There will be no handshake whose end gives the place back, nor one that ends the session: AUTH has been answered.
            limit.leave(client);
            channel.close();
            throw e;
        }
    }
}
