package dev.ftpsd.server.command.file;

import java.io.IOException;

import dev.ftpsd.server.command.Changes;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/**
 * RNTO (RFC 959 §4.1.3). A file at the new name is replaced if the user may overwrite there: clients upload under another name
 * and rename.
 */
public final class Rnto implements Command<String> {

    private final Changes changes;

    public Rnto(Changes changes) {
        this.changes = changes;
    }

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var from = context.state().renameFrom();
        if (from == null) {
            return Outcome.replied(ReplyCode.BAD_SEQUENCE, "Send RNFR first.");
        }

        changes.rename(context, from, context.path(argument));
        return Outcome.replied(ReplyCode.FILE_ACTION_COMPLETED, "Renamed.");
    }
}
