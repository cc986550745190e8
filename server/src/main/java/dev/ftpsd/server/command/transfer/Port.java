package dev.ftpsd.server.command.transfer;

import java.net.Inet4Address;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.data.DataConnections;
import dev.ftpsd.server.protocol.HostPort;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.SyntaxException;

/** PORT (RFC 959 §4.1.2): the client listens and the server connects. Off by default: firewalls and TLS defeat it. */
public final class Port implements Command<String> {

    private final ActiveSetup active;

    public Port(DataConnections data) {
        this.active = new ActiveSetup(data);
    }

    @Override
    public Outcome execute(CommandContext context, String argument) {
        var refusal = ActiveSetup.refusal(context, "PORT");
        if (refusal != null) {
            return refusal;
        }
        if (!(context.session().peer() instanceof Inet4Address)) {
            return Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, "PORT is for IPv4; use EPRT.");
        }
        try {
            return active.set(context, HostPort.parsePort(argument.strip()));
        } catch (SyntaxException e) {
            return Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, e.getMessage() + ".");
        }
    }
}
