package dev.ftpsd.server.command.login;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/** ACCT (RFC 959 §4.1.1): no account is ever needed here, and RFC 1123 §4.1.2.13 wants the verb known. */
public final class Acct implements Command<String> {

    @Override
    public Outcome execute(CommandContext context, String account) {
        return context.session().loggedIn().isPresent()
                ? Outcome.replied(ReplyCode.SUPERFLUOUS, "No account is needed.")
                : Outcome.replied(ReplyCode.BAD_SEQUENCE, "Send USER and PASS; no account is needed.");
    }
}
