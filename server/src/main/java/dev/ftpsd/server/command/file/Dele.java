package dev.ftpsd.server.command.file;

import java.io.IOException;

import dev.ftpsd.server.command.Changes;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/** DELE (RFC 959 §4.1.3): a file or a link goes, never what a link points at. */
public final class Dele implements Command<String> {

    private final Changes changes;

    public Dele(Changes changes) {
        this.changes = changes;
    }

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        changes.delete(context, context.path(argument));
        return Outcome.replied(ReplyCode.FILE_ACTION_COMPLETED, "File deleted.");
    }
}
