package dev.ftpsd.server.command.file;

import java.io.IOException;
import java.time.Instant;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.FtpTime;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.SyntaxException;

/** MFMT (draft-somers-ftp-mfxx-04 §3): sets the time of last modification, which clients do after each upload. */
public final class Mfmt implements Command<Mfmt.Argument> {

    /**
     * A time and whose it becomes.
     *
     * @param path as the client gave it
     */
    public record Argument(Instant time, String path) {

        /** Reads {@code YYYYMMDDHHMMSS path}. */
        public static Argument parse(String argument) throws SyntaxException {
            var space = argument.indexOf(' ');
            if (space < 0 || space == argument.length() - 1) {
                throw new SyntaxException("A time and a path are needed");
            }
            return new Argument(FtpTime.parse(argument.substring(0, space)), argument.substring(space + 1));
        }
    }

    @Override
    public Outcome execute(CommandContext context, Argument argument) throws IOException {
        var path = context.path(argument.path());
        var set = context.files().setAndTellModified(path, argument.time());
        return Outcome.replied(ReplyCode.FILE_STATUS,
                "Modify=" + FtpTime.format(set) + "; " + path);
    }
}
