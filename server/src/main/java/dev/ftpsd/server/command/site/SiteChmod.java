package dev.ftpsd.server.command.site;

import java.io.IOException;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.command.PermissionBits;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.SyntaxException;

/** SITE CHMOD: sets the permission bits of a file or a directory, as FileZilla, WinSCP and ncftp ask for it. */
final class SiteChmod implements SubCommand<SiteChmod.Argument> {

    private final EventLog events;

    SiteChmod(EventLog events) {
        this.events = events;
    }

    /**
     * Bits and whose they become.
     *
     * @param path as the client gave it
     */
    record Argument(PermissionBits bits, String path) {

        /** Reads {@code 644 path}. */
        static Argument parse(String argument) throws SyntaxException {
            var space = argument.indexOf(' ');
            if (space < 0 || space == argument.length() - 1) {
                throw new SyntaxException("A mode and a path are needed");
            }
            return new Argument(PermissionBits.parse(argument.substring(0, space)), argument.substring(space + 1));
        }
    }

    @Override
    public Outcome execute(CommandContext context, Argument argument) throws IOException {
        if (argument.bits().special()) {
            return PermissionBits.refused();
        }

        var path = context.path(argument.path());
        context.files().setMode(path, argument.bits().mode());
        events.changed(context.session().who(), "chmod", path.toString());
        return Outcome.replied(ReplyCode.COMMAND_OKAY, "Permissions are set.");
    }
}
