package dev.ftpsd.server.control;

import java.util.Optional;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.session.Session;
import dev.ftpsd.server.session.SessionState.TransferSettings;
import dev.ftpsd.tls.Alpn;
import io.netty.channel.ChannelPipeline;

/**
 * Puts TLS under a control connection: at accept on an implicit listener, behind AUTH on an explicit one (RFC 4217 §4). A
 * trust boundary: whatever was said in clear is forgotten when the handshake is done, and not one octet from before it reaches
 * the decoder after it.
 */
final class TlsUpgrade {

    private final Session session;
    private final ControlHandshakes tls;
    private final CommandLineDecoder decoder;
    private final TelnetFilter telnet;
    private final EventLog events;
    private TransferSettings initial = TransferSettings.INITIAL;

    TlsUpgrade(Session session, ControlHandshakes tls, CommandLineDecoder decoder, TelnetFilter telnet,
            EventLog events) {
        this.session = session;
        this.tls = tls;
        this.decoder = decoder;
        this.telnet = telnet;
        this.events = events;
    }

    /** Whether nothing came behind AUTH or REIN that would take part in what comes protected, such as half a Telnet sequence. */
    boolean isClean() {
        return telnet.isBetweenSequences();
    }

    /**
     * The next octet begins the handshake. A 234 written before this leaves in clear, since it has passed this place of the
     * pipeline already.
     *
     * @param dataProtected whether data is protected without PROT
     */
    void begin(ChannelPipeline pipeline, boolean dataProtected) {
        initial = dataProtected ? TransferSettings.PROTECTED : TransferSettings.INITIAL;
        decoder.secured();
        tls.begin(pipeline, session.peer(), session.security().host().orElse(""));
    }

    /** AUTH led to no handshake, or REIN to no end of TLS. */
    void refused() {
        decoder.turnRefused();
    }

    /**
     * TLS ends, and the session goes on in clear: after REIN as a new one, after CCC as it is.
     *
     * @param done runs when the next octet is in clear and begins a line
     * @param broken runs instead where a line has begun protected: its end could be anybody's
     */
    void end(ChannelPipeline pipeline, Outcome.After after, Runnable done, Runnable broken) {
        switch (after) {
            case BEGIN_ANEW -> session.reinitialize();
            case GO_ON -> session.security().clear();
        }
        var tls = pipeline.context(ControlTls.class);
        ((ControlTls) tls.handler()).end(tls, () -> {
            var clean = decoder.cleared() && telnet.isBetweenSequences();
            (clean ? done : broken).run();
        });
    }

    /**
     * The handshake is done: the session begins anew (RFC 4217 §8).
     *
     * @return a farewell where the client resumed another session's TLS session, whose data connections it could then claim
     */
    Optional<Reply> completed(ChannelPipeline pipeline) {
        var tls = pipeline.get(ControlTls.class);
        var engine = tls.control();
        if (!engine.ownsIdentity()) {
            return Optional.of(Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE,
                    "A control connection needs a TLS session of its own; connect again without resumption."));
        }
        session.tellLogout(events);
        session.secured(engine, Alpn.FILEZILLA.equals(engine.engine().getApplicationProtocol())
                ? TransferSettings.PROTECTED
                : initial);
        var negotiated = engine.engine().getSession();
        events.secured(session.who(), negotiated.getProtocol(), negotiated.getCipherSuite());
        tls.sslCloseFuture().addListener(closed -> {
            if (closed.isSuccess() && !tls.isEnding()) {
                closedByClient();
            }
        });
        return Optional.empty();
    }

    /**
     * close_notify without a FIN behind it: a client that waits for ours, as Java's do. It is the end of the session as FIN is one,
     * save that the command that runs has its reply; a transfer ends at once.
     */
    private void closedByClient() {
        session.slot().requestAbort();
        session.control().closeWhenIdle(
                Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE, "You have ended TLS without CCC; goodbye."));
    }
}
