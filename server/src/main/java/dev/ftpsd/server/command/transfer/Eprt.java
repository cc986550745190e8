package dev.ftpsd.server.command.transfer;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.data.DataConnections;
import dev.ftpsd.server.protocol.HostPort;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.SyntaxException;

/** EPRT (RFC 2428 §2): PORT for IPv4 and IPv6. */
public final class Eprt implements Command<String> {

    private final ActiveSetup active;

    public Eprt(DataConnections data) {
        this.active = new ActiveSetup(data);
    }

    @Override
    public Outcome execute(CommandContext context, String argument) {
        var refusal = ActiveSetup.refusal(context, "EPRT");
        if (refusal != null) {
            return refusal;
        }
        try {
            return active.set(context, HostPort.parseEprt(argument.strip()));
        } catch (SyntaxException e) {
            return Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, e.getMessage() + ".");
        } catch (HostPort.UnsupportedProtocolException e) {
            return Outcome.replied(ReplyCode.DATA_TLS_FAILED_OR_PROTOCOL_UNKNOWN,
                    "Network protocol not supported, use (1,2)");
        }
    }
}
