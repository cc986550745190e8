package dev.ftpsd.server.command.site;

import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;

import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.FtpTime;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.SyntaxException;

/** SITE UTIME: sets the time of last modification for clients older than MFMT, in either of the two ways they have. */
final class SiteUtime implements SubCommand<SiteUtime.Argument> {

    /** The path, the times of access, modification and change; the second is the one that is set. */
    private static final Pattern THREE_TIMES = Pattern.compile("(.+) \\d{14} (\\d{14}) \\d{14} UTC");
    private static final int WITHOUT_SECONDS = 12;

    /**
     * A time and whose it becomes.
     *
     * @param path as the client gave it
     */
    record Argument(Instant time, String path) {

        /** Reads {@code YYYYMMDDHHMM[SS] path} or {@code path access modification change UTC}. */
        static Argument parse(String argument) throws SyntaxException {
            var three = THREE_TIMES.matcher(argument);
            if (three.matches()) {
                return new Argument(FtpTime.parse(three.group(2)), three.group(1));
            }

            var space = argument.indexOf(' ');
            if (space < 0 || space == argument.length() - 1) {
                throw new SyntaxException("A time and a path are needed");
            }
            var time = argument.substring(0, space);
            return new Argument(FtpTime.parse(time.length() == WITHOUT_SECONDS ? time + "00" : time),
                    argument.substring(space + 1));
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
