package dev.ftpsd.server.command.transfer;

import java.net.InetSocketAddress;

import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.config.ActiveSettings;
import dev.ftpsd.server.config.ActiveSettings.SourcePort;
import dev.ftpsd.server.data.DataConnections;
import dev.ftpsd.server.data.DataEndpoint;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import org.jspecify.annotations.Nullable;

/** What PORT and EPRT have in common: whether the server may connect there. */
final class ActiveSetup {

    private final DataConnections data;

    ActiveSetup(DataConnections data) {
        this.data = data;
    }

    /** The refusal that comes before the argument is looked at, or null where active mode is possible. */
    static @Nullable Outcome refusal(CommandContext context, String verb) {
        if (!context.settings().data().active().enabled()) {
            return Outcome.replied(ReplyCode.NOT_IMPLEMENTED, verb
                    + " is switched off here (data.active.enabled); use passive mode (EPSV or PASV).");
        }
        return context.state().extendedPassiveOnly()
                ? Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, "EPSV ALL was said; use EPSV.")
                : null;
    }

    /**
     * Sets it up, unless it would reach a third host or a service: a server that connects anywhere is a weapon (RFC 2577 §3).
     */
    Outcome set(CommandContext context, InetSocketAddress to) {
        var session = context.session();
        var active = context.settings().data().active();
        if (!to.getAddress().equals(session.peer()) || to.getPort() < active.portsFrom()) {
            return Outcome.replied(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER,
                    "Only your own address and ports from " + active.portsFrom()
                            + " on; use passive mode (EPSV or PASV).");
        }

        var own = session.addresses().local();
        var from = new InetSocketAddress(own.getAddress(), sourcePort(active, own.getPort()));
        session.use(new DataEndpoint.Unset());
        session.use(data.active(session, from, to, context.settings().data().stallTimeout()));
        session.control().issueTicket();
        return Outcome.replied(ReplyCode.COMMAND_OKAY, "The transfer will connect there.");
    }

    /** RFC 959 §5.2: the port one below the control port, for firewalls that expect it. */
    private static int sourcePort(ActiveSettings active, int controlPort) {
        return active.sourcePort() == SourcePort.CONTROL_1 ? controlPort - 1 : 0;
    }
}
