package dev.ftpsd.server.control;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;

import dev.ftpsd.server.audit.EventLog;
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
    private final EventLog events;

    ControlFailures(Session session, EventLog events) {
        this.session = session;
        this.events = events;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        switch (root) {
            // In the handshake nothing may be written in clear any more (RFC 4217 §10.1): it is simply dropped.
            case SSLException e -> {
                refusal(e).ifPresent(reason -> events.certificateRefused(session.who(), reason));
                events.tlsFailed(session.who(), String.valueOf(e.getMessage()));
                LOG.debug("{} TLS failed", session, e);
            }
            case WriteTimeoutException e -> LOG.info("{} replies are not read; closed", session);
            case IOException e -> LOG.debug("{} connection lost", session, e);
            default -> LOG.error("{} closed after an error", session, root);
        }
        ctx.close();
    }

    /** What was wrong with the client's certificate, where that ended the handshake: the client itself hears an alert without words. */
    private static Optional<String> refusal(SSLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return Optional.of(String.valueOf(cause.getMessage()));
            }
        }
        return Optional.empty();
    }
}
