package dev.ftpsd.server.command.file;

import java.io.IOException;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.data.DataEndpoint;
import dev.ftpsd.server.listing.TreeSize;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.transfer.Transfer;

/**
 * DSIZ (draft-peterson-streamlined-ftp-command-extensions-10): the bytes of all files below a directory that the user may
 * list. It reads every directory there, and so ABOR ends it, and it stops at a number of entries.
 */
public final class Dsiz implements Command<String> {

    private static final int MOST_ENTRIES = 100_000;

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var path = context.path(argument);
        var session = context.session();
        try (var transfer = new Transfer("DSIZ", new DataEndpoint.Unset())) {
            session.slot().begin(transfer);
            var bytes = new TreeSize(context.files(), MOST_ENTRIES, transfer::checkNotAborted).below(path);
            return Outcome.replied(ReplyCode.FILE_STATUS, Long.toString(bytes));
        } finally {
            session.slot().end();
        }
    }
}
