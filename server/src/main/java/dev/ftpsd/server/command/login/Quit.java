package dev.ftpsd.server.command.login;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.config.Message;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.session.Messages;

/** QUIT (RFC 959 §4.1.1). A transfer that runs is finished first, since commands are taken in their turn. */
public final class Quit implements Command<String> {

    @Override
    public Outcome execute(CommandContext context, String ignored) {
        var session = context.session();
        return new Outcome.ThenClose(session.loggedIn().isPresent()
                ? Messages.reply(ReplyCode.CLOSING_CONTROL_CONNECTION, Message.FAREWELL, session, context.settings())
                : Reply.of(ReplyCode.CLOSING_CONTROL_CONNECTION, "Goodbye."));
    }
}
