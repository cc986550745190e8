package dev.ftpsd.server.command.file;

import java.io.IOException;

import dev.ftpsd.server.command.Changes;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.command.QuotedPath;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.storage.StorageException;

/** MKD and XMKD (RFC 959 §4.1.3). */
public final class Mkd implements Command<String> {

    private final Changes changes;

    public Mkd(Changes changes) {
        this.changes = changes;
    }

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var path = context.path(argument);
        try {
            changes.makeDirectory(context, "MKD", path);
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.ALREADY_EXISTS) {
                throw e;
            }
            if (!isDeviceWithDirectory(context, argument)) {
                // FileZilla's parallel uploads race on MKD; they go on when the text says "already exists".
                return Outcome.replied(ReplyCode.FILE_UNAVAILABLE, QuotedPath.of(path) + " already exists.");
            }
        }
        return Outcome.replied(ReplyCode.PATHNAME_CREATED, QuotedPath.of(path) + " created.");
    }

    /** Cameras make their directory before each picture and stop when it is there. */
    private static boolean isDeviceWithDirectory(CommandContext context, String argument) throws IOException {
        return context.login().account().device() && context.files().stat(context.path(argument)).isDirectory();
    }
}
