package dev.ftpsd.server.command.secure;

import java.util.List;
import java.util.function.Function;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.config.ListenerSettings.TlsMode;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;

/**
 * AUTH (RFC 2228 §3, RFC 4217 §4): the connection negotiates up to TLS. {@code TLS} and {@code TLS-C} leave data in clear until
 * PROT P; {@code SSL} and {@code TLS-P}, of the drafts before RFC 4217, protect it from the start.
 */
public final class Auth implements Command<String> {

    @Override
    public Outcome execute(CommandContext context, String mechanism) {
        var session = context.session();
        if (session.security().isCleared()) {
            return Outcome.replied(ReplyCode.DENIED_BY_POLICY,
                    "After CCC the connection stays in clear; REIN ends that.");
        }
        if (session.isSecured()) {
            return Outcome.replied(ReplyCode.BAD_SEQUENCE, "This connection is under TLS already.");
        }
        if (session.listener().tls() == TlsMode.OFF) {
            return Outcome.replied(ReplyCode.DENIED_BY_POLICY, "TLS is switched off on this port.");
        }

        return switch (mechanism) {
            case "TLS", "TLS-C" -> upgrade(false);
            case "SSL", "TLS-P" -> upgrade(true);
            default -> Outcome.replied(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER, "Use AUTH TLS.");
        };
    }

    @Override
    public boolean isBrief(CommandContext context) {
        return true;
    }

    /** Lines of FEAT for where there is TLS (RFC 2389 §3.2: what is supported). */
    public static Function<CommandContext, List<String>> where(String... lines) {
        return context -> context.session().listener().tls() == TlsMode.OFF ? List.of() : List.of(lines);
    }

    private static Outcome upgrade(boolean dataProtected) {
        return new Outcome.ThenUpgrade(Reply.of(ReplyCode.SECURITY_MECHANISM_ACCEPTED, "Begin the TLS handshake."),
                dataProtected);
    }
}
