package dev.ftpsd.server.command.browse;

import java.io.IOException;
import java.util.ArrayList;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.command.QuotedPath;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.session.LoginState;
import dev.ftpsd.storage.StorageException;

/** CWD, and CDUP which is CWD to the parent (RFC 959 §4.1.1). At the root CDUP stays there. */
public final class Cwd implements Command<String> {

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var path = context.path(argument);
        if (!context.files().stat(path).isDirectory()) {
            throw new StorageException(StorageException.Kind.NOT_A_DIRECTORY, path.toString(), "Not a directory.");
        }

        // From the state of that moment: a reload may have given it other rights since the look at the directory.
        context.update(state -> state.withLoggedIn(in -> new LoginState.LoggedIn(in.account(), in.files(), path)));
        var lines = new ArrayList<>(DirectoryMessage.of(context, path));
        lines.add("Directory is now " + QuotedPath.of(path) + ".");
        return new Outcome.Replied(new Reply(ReplyCode.FILE_ACTION_COMPLETED, lines));
    }
}
