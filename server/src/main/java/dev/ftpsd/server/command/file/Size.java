package dev.ftpsd.server.command.file;

import java.io.IOException;

import dev.ftpsd.auth.Right;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.TransferType;
import dev.ftpsd.storage.StorageException;

/**
 * SIZE (RFC 3659 §4): the number of octets that RETR would send. Under TYPE A only reading the whole file would tell, and a
 * wrong number would make a client resume at the wrong place.
 *
 * <p>Where there is no file, but the user's own upload of that name broke off, it is the number of octets that have come: so
 * clients ask where to go on.
 */
public final class Size implements Command<String> {

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        if (context.state().transfer().type() == TransferType.ASCII) {
            return Outcome.replied(ReplyCode.FILE_UNAVAILABLE, "SIZE not allowed in ASCII mode; use TYPE I.");
        }

        var path = context.path(argument);
        context.files().require(Right.READ, path);
        try {
            var entry = context.files().stat(path);
            return entry.isFile()
                    ? size(entry.size())
                    : Outcome.replied(ReplyCode.FILE_UNAVAILABLE, "Not a regular file.");
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.NOT_FOUND) {
                throw e;
            }
            return size(context.files().partOf(path).orElseThrow(() -> e));
        }
    }

    private static Outcome size(long octets) {
        return Outcome.replied(ReplyCode.FILE_STATUS, Long.toString(octets));
    }
}
