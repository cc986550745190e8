package dev.ftpsd.server.command.file;

import java.io.IOException;

import dev.ftpsd.auth.Right;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.FtpTime;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/** MDTM (RFC 3659 §3): the time of last modification in UTC. It does not set one; MFMT does. */
public final class Mdtm implements Command<String> {

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var path = context.path(argument);
        context.files().require(Right.READ, path);
        var entry = context.files().stat(path);
        return entry.isFile()
                ? Outcome.replied(ReplyCode.FILE_STATUS, FtpTime.format(entry.modified()))
                : Outcome.replied(ReplyCode.FILE_UNAVAILABLE, "Not a regular file.");
    }
}
