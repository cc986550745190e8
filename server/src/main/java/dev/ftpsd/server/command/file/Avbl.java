package dev.ftpsd.server.command.file;

import java.io.IOException;

import dev.ftpsd.auth.Right;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.storage.StorageException;

/**
 * AVBL (draft-peterson-streamlined-ftp-command-extensions-10): the bytes that can still be written below a directory. Who
 * may store nothing there is not told how large the disk is.
 */
public final class Avbl implements Command<String> {

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var path = context.path(argument);
        if (!context.files().stat(path).isDirectory()) {
            throw new StorageException(StorageException.Kind.NOT_A_DIRECTORY, path.toString(), "Not a directory.");
        }

        context.files().require(Right.CREATE, path);
        return Outcome.replied(ReplyCode.FILE_STATUS, Long.toString(context.files().space(path)));
    }
}
