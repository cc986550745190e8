package dev.ftpsd.server.command;

import java.util.Optional;

import dev.ftpsd.server.data.DataEndpoint;
import dev.ftpsd.server.protocol.ProtectionLevel;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;

/** What is asked before a command runs, in this order: logged in? (then the argument) data protected? data set up? */
final class Gates {

    private Gates() {}

    /** Before the argument is looked at. */
    static Optional<Reply> beforeArgument(CommandSpec<?> spec, CommandContext context) {
        return spec.access() == Access.LOGGED_IN && context.session().loggedIn().isEmpty()
                ? Optional.of(Reply.of(ReplyCode.NOT_LOGGED_IN, "Log in first: USER and PASS."))
                : Optional.empty();
    }

    /** When the argument is right. PROT is looked at here and not at PASV (RFC 4217 §10.2). */
    static Optional<Reply> beforeTransfer(CommandSpec<?> spec, CommandContext context) {
        if (!spec.usesData()) {
            return Optional.empty();
        }
        if (context.state().transfer().protection() == ProtectionLevel.CLEAR
                && !context.session().admitsClear(context.settings().data().admitsClear())) {
            return Optional.of(Reply.of(ReplyCode.PROTECTION_LEVEL_REFUSED, context.session().isSecured()
                    ? "Data must be protected here; send PROT P."
                    // After a reload, or CCC: PROT is refused without TLS.
                    : "Data must be protected here; connect again, and send AUTH TLS before you log in."));
        }
        return context.session().endpoint() instanceof DataEndpoint.Unset
                ? Optional.of(Reply.of(ReplyCode.CANNOT_OPEN_DATA_CONNECTION, "Use EPSV or PASV first."))
                : Optional.empty();
    }
}
