package dev.ftpsd.server.command.transfer;

import java.io.IOException;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.Locale;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.data.DataConnections;
import dev.ftpsd.server.data.DataEndpoint;
import dev.ftpsd.server.protocol.HostPort;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.session.Session;
import dev.ftpsd.server.session.SessionState;

/** EPSV (RFC 2428 §3): as PASV, for IPv4 and IPv6, without an address that anybody on the way would have to rewrite. */
public final class Epsv implements Command<String> {

    private static final Duration CURL_LOOKS = Duration.ofMillis(1);

    private final DataConnections data;

    public Epsv(DataConnections data) {
        this.data = data;
    }

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var own = context.session().peer() instanceof Inet4Address ? "1" : "2";
        return switch (argument.strip().toUpperCase(Locale.ROOT)) {
            case "ALL" -> {
                context.update(SessionState::withExtendedPassiveOnly);
                yield Outcome.replied(ReplyCode.COMMAND_OKAY, "EPSV only, from now on.");
            }
            case "" -> enter(context);
            case "1", "2" -> argument.strip().equals(own) ? enter(context) : otherProtocol(own);
            default -> argument.strip().matches("[0-9]{1,5}")
                    ? otherProtocol(own)
                    : Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, "Use EPSV, EPSV 1, EPSV 2 or EPSV ALL.");
        };
    }

    @Override
    public boolean isBrief(CommandContext context) {
        return data.isFree(context.session());
    }

    private Outcome enter(CommandContext context) throws IOException {
        var session = context.session();
        session.use(new DataEndpoint.Unset());
        var endpoint = data.passive(session);
        session.use(endpoint);
        session.control().issueTicket();
        var reply = Reply.of(ReplyCode.ENTERING_EXTENDED_PASSIVE_MODE, HostPort.extendedPassiveText(endpoint.port()));
        return new Outcome.Replied(reply, isOnThisMachine(session) ? CURL_LOOKS : Duration.ZERO);
    }

    /**
     * curl looks at its control connection once more while it still begins the transfer. A reply that is there by then, which
     * only a server on the same machine can bring about, makes it miss its own next step until a timer of one second wakes it
     * (seen in its trace, 7.88). PASV is not held: curl says EPSV, and only curl is like that.
     */
    private static boolean isOnThisMachine(Session session) {
        return session.peer().isLoopbackAddress() || session.peer().equals(session.server().getAddress());
    }

    /** The data connection goes to the address of the control connection, and so over its protocol. */
    private static Outcome otherProtocol(String own) {
        return Outcome.replied(ReplyCode.DATA_TLS_FAILED_OR_PROTOCOL_UNKNOWN,
                "Network protocol not supported for this connection, use EPSV without argument (" + own + ")");
    }
}
