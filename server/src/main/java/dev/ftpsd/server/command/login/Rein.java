package dev.ftpsd.server.command.login;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.config.ListenerSettings.TlsMode;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;

/**
 * REIN (RFC 959 §4.1.1, RFC 4217 §13): everything is as it was when the client came, in clear and logged out. A transfer that runs
 * is finished first, since commands are taken in their turn.
 */
public final class Rein implements Command<String> {

    private final EventLog events;

    public Rein(EventLog events) {
        this.events = events;
    }

    @Override
    public Outcome execute(CommandContext context, String ignored) {
        var session = context.session();
        if (session.listener().tls() == TlsMode.IMPLICIT) {
            // Nothing on this port is in clear, and a second handshake needs AUTH, which it does not have.
            return Outcome.replied(ReplyCode.NOT_IMPLEMENTED, "This port has no clear text; QUIT and connect again.");
        }

        session.tellLogout(events);
        var reply = Reply.of(ReplyCode.SERVICE_READY, "Ready for a new user.");
        if (session.isSecured()) {
            return new Outcome.ThenClear(reply, Outcome.After.BEGIN_ANEW);
        }
        session.reinitialize();
        return new Outcome.Replied(reply);
    }
}
