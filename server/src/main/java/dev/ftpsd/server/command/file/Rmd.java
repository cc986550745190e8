package dev.ftpsd.server.command.file;

import java.io.IOException;

import dev.ftpsd.server.command.Changes;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/** RMD and XRMD (RFC 959 §4.1.3): an empty directory goes. */
public final class Rmd implements Command<String> {

    private final Changes changes;

    public Rmd(Changes changes) {
        this.changes = changes;
    }

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        changes.removeDirectory(context, context.path(argument));
        return Outcome.replied(ReplyCode.FILE_ACTION_COMPLETED, "Directory removed.");
    }
}
