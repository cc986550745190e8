package dev.ftpsd.server.command.file;

import java.io.IOException;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/** RMD and XRMD (RFC 959 §4.1.3): an empty directory goes. */
public final class Rmd implements Command<String> {

    private final EventLog events;

    public Rmd(EventLog events) {
        this.events = events;
    }

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var path = context.path(argument);
        context.files().removeDirectory(path);
        events.changed(context.session().who(), "rmdir", path.toString());
        return Outcome.replied(ReplyCode.FILE_ACTION_COMPLETED, "Directory removed.");
    }
}
