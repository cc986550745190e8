package dev.ftpsd.server.command.site;

import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/** SITE WHO: a known word that no user gets an answer to, since who else is here and from where is the operator's business. */
final class SiteWho implements SubCommand<String> {

    @Override
    public Outcome execute(CommandContext context, String ignored) {
        return Outcome.replied(ReplyCode.NOT_IMPLEMENTED, "Users are not told who is here.");
    }
}
