package dev.ftpsd.server.command.browse;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.command.QuotedPath;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/** PWD and XPWD (RFC 959 §4.1.3). */
public final class Pwd implements Command<String> {

    @Override
    public Outcome execute(CommandContext context, String ignored) {
        return Outcome.replied(ReplyCode.PATHNAME_CREATED,
                QuotedPath.of(context.login().workingDirectory()) + " is the current directory.");
    }

    @Override
    public boolean isBrief(CommandContext context) {
        return true;
    }
}
