package dev.ftpsd.server.command.file;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.ftpsd.auth.Right;
import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.command.PermissionBits;
import dev.ftpsd.server.protocol.Fact;
import dev.ftpsd.server.protocol.FtpTime;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.SyntaxException;
import org.jspecify.annotations.Nullable;

/** MFF (draft-somers-ftp-mfxx-04 §5): sets facts, of which Modify and UNIX.mode can be set. */
public final class Mff implements Command<Mff.Argument> {

    private final EventLog events;

    public Mff(EventLog events) {
        this.events = events;
    }

    /**
     * Facts and whose they become.
     *
     * @param modified the new time, if one is set
     * @param bits the new permissions, if they are set
     * @param others whether there is a fact that cannot be set
     * @param path as the client gave it
     */
    public record Argument(@Nullable Instant modified, @Nullable PermissionBits bits, boolean others, String path) {

        /** Reads {@code Modify=20261124120000;UNIX.mode=0644; path}: the path stands behind the first blank. */
        public static Argument parse(String argument) throws SyntaxException {
            var end = argument.indexOf("; ");
            if (end < 0 || end + 2 == argument.length() || argument.indexOf(' ') != end + 1) {
                throw new SyntaxException("Facts, a blank and a path are needed");
            }

            var values = values(argument.substring(0, end));
            var time = values.remove(Fact.MODIFY.word().toUpperCase(Locale.ROOT));
            var mode = values.remove(Fact.UNIX_MODE.word().toUpperCase(Locale.ROOT));
            return new Argument(time == null ? null : FtpTime.parse(time),
                    mode == null ? null : PermissionBits.parse(mode), !values.isEmpty(), argument.substring(end + 2));
        }

        private static Map<String, String> values(String facts) throws SyntaxException {
            var values = new LinkedHashMap<String, String>();
            for (var fact : facts.split(";", -1)) {
                var equals = fact.indexOf('=');
                if (equals <= 0) {
                    throw new SyntaxException("A fact is name=value");
                }
                var name = fact.substring(0, equals).toUpperCase(Locale.ROOT);
                if (values.put(name, fact.substring(equals + 1)) != null) {
                    throw new SyntaxException("A fact is given once");
                }
            }
            return values;
        }
    }

    @Override
    public Outcome execute(CommandContext context, Argument argument) throws IOException {
        if (argument.others()) {
            return Outcome.replied(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER, "Modify and UNIX.mode can be set.");
        }
        if (argument.bits() != null && argument.bits().special()) {
            return PermissionBits.refused();
        }

        var path = context.path(argument.path());
        var files = context.files();
        var told = new StringBuilder();
        if (argument.bits() != null) {
            files.require(Right.CHMOD, path);
        }
        // The time first: bits may take away what setting it needs.
        if (argument.modified() != null) {
            var set = files.setAndTellModified(path, argument.modified());
            told.append("Modify=").append(FtpTime.format(set)).append(';');
        }
        if (argument.bits() != null) {
            files.setMode(path, argument.bits().mode());
            events.changed(context.session().who(), "chmod", path.toString());
            told.append("UNIX.mode=0").append(Integer.toOctalString(argument.bits().mode())).append(';');
        }
        return Outcome.replied(ReplyCode.FILE_STATUS, told + " " + path);
    }
}
