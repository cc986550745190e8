package dev.ftpsd.server.command.site;

import java.io.IOException;
import java.util.Locale;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/** SITE (RFC 959 §4.1.3): looks the next word up in its own table. */
public final class Site implements Command<String> {

    private final SiteTable table;

    public Site(EventLog events) {
        this.table = new SiteTable(events);
    }

    /** The syntax of the whole line, for HELP and 501. */
    public String syntax() {
        return "SITE " + table.words() + " [<argument>]";
    }

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var space = argument.indexOf(' ');
        var word = (space < 0 ? argument : argument.substring(0, space)).toUpperCase(Locale.ROOT);
        var found = table.find(word);
        if (found.isEmpty()) {
            return Outcome.replied(ReplyCode.UNRECOGNIZED,
                    "Unknown SITE command; SITE HELP lists those that are known.");
        }

        var spec = found.get();
        return spec.isOn(context)
                ? spec.run(context, space < 0 ? "" : argument.substring(space + 1))
                : Outcome.replied(ReplyCode.NOT_IMPLEMENTED, "SITE " + word + " is switched off here.");
    }
}
