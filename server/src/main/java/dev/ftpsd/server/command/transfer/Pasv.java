package dev.ftpsd.server.command.transfer;

import java.io.IOException;
import java.net.Inet4Address;

import dev.ftpsd.server.address.PassiveHost;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.data.DataConnections;
import dev.ftpsd.server.data.DataEndpoint;
import dev.ftpsd.server.protocol.HostPort;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/** PASV (RFC 959 §4.1.2): the client is told where to connect. What was set up before ends (RFC 1123 §4.1.2.6). */
public final class Pasv implements Command<String> {

    private final DataConnections data;
    private final PassiveHost hosts;

    public Pasv(DataConnections data, PassiveHost hosts) {
        this.data = data;
        this.hosts = hosts;
    }

    @Override
    public Outcome execute(CommandContext context, String ignored) throws IOException {
        var session = context.session();
        if (context.state().extendedPassiveOnly()) {
            return Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, "EPSV ALL was said; use EPSV.");
        }
        var settings = context.settings();
        var host = hosts.of(settings, session.addresses());
        if (!(session.peer() instanceof Inet4Address) || host.isEmpty()) {
            return Outcome.replied(ReplyCode.NOT_IMPLEMENTED, "PASV is for IPv4; use EPSV.");
        }

        session.use(new DataEndpoint.Unset());
        var endpoint = data.passive(session);
        endpoint.whenNobodyComes(
                () -> hosts.nobodyCame(settings, session.peer(), host.get(), endpoint.port()));
        session.use(endpoint);
        session.control().issueTicket();
        return Outcome.replied(ReplyCode.ENTERING_PASSIVE_MODE, HostPort.passiveText(host.get(), endpoint.port()));
    }

    @Override
    public boolean isBrief(CommandContext context) {
        return hosts.isKnown(context.settings(), context.session().peer()) && data.isFree(context.session());
    }
}
