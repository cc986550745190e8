package dev.ftpsd.server.command.file;

import java.io.IOException;

import dev.ftpsd.auth.Right;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/** RNFR (RFC 959 §4.1.3): what is to be renamed by the RNTO that must come next. */
public final class Rnfr implements Command<String> {

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var path = context.path(argument);
        if (path.isRoot()) {
            return Outcome.replied(ReplyCode.FILE_UNAVAILABLE, "The root cannot be renamed.");
        }

        context.files().stat(path, Right.RENAME);
        context.update(state -> state.withRenameFrom(path));
        return Outcome.replied(ReplyCode.FURTHER_INFORMATION_PENDING, "Send RNTO with the new name.");
    }
}
