package dev.ftpsd.server.command.secure;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.config.ListenerSettings.TlsMode;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;

/**
 * CCC (RFC 2228 §3, RFC 4217 §5): the control connection returns to clear text for good, for firewalls that read PORT and PASV. Data
 * connections stay as PROT said. Whoever is on the way can read and change commands from then on, so it is off unless
 * {@code protocol.ccc} is on.
 */
public final class Ccc implements Command<String> {

    private final EventLog events;

    public Ccc(EventLog events) {
        this.events = events;
    }

    @Override
    public Outcome execute(CommandContext context, String ignored) {
        var session = context.session();
        if (session.security().isCleared()) {
            return Outcome.replied(ReplyCode.DENIED_BY_POLICY, "The control connection is in clear already.");
        }
        if (!session.isSecured()) {
            return Outcome.replied(ReplyCode.NOT_PROTECTED, "The control connection is not protected.");
        }
        if (!context.settings().protocol().ccc() || session.listener().tls() == TlsMode.IMPLICIT) {
            return Outcome.replied(ReplyCode.DENIED_BY_POLICY, "The control connection stays protected here.");
        }

        events.cleared(session.who());
        return new Outcome.ThenClear(Reply.of(ReplyCode.COMMAND_OKAY, "The control connection is in clear now."),
                Outcome.After.GO_ON);
    }
}
