package dev.ftpsd.server.control;

import java.io.IOException;
import javax.net.ssl.SSLException;

import dev.ftpsd.server.session.Session;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.WriteTimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The last handler: whatever failed and nobody else dealt with ends the connection, never leaves it half dead. */
final class ControlFailures extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LogManager.getLogger(ControlFailures.class);

    private final Session session;

    ControlFailures(Session session) {
        this.session = session;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        switch (root) {
            // In the handshake nothing may be written in clear any more (RFC 4217 §10.1): it is simply dropped.
            case SSLException e -> LOG.debug("{} TLS failed", session, e);
            case WriteTimeoutException e -> LOG.info("{} replies are not read; closed", session);
            case IOException e -> LOG.debug("{} connection lost", session, e);
            default -> LOG.error("{} closed after an error", session, root);
        }
        ctx.close();
    }
}
