package dev.ftpsd.server.command.site;

import java.util.Locale;

import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;

/** SITE HELP: what is on, or the syntax of one of them. */
final class SiteHelp implements SubCommand<String> {

    private final SiteTable table;

    SiteHelp(SiteTable table) {
        this.table = table;
    }

    @Override
    public Outcome execute(CommandContext context, String argument) {
        if (argument.isBlank()) {
            var lines = table.rows().stream().filter(spec -> spec.isOn(context)).map(SubSpec::syntax).toList();
            return new Outcome.Replied(Reply.block(ReplyCode.HELP_MESSAGE, "Behind SITE:", lines, "End"));
        }
        return table.find(argument.strip().toUpperCase(Locale.ROOT))
                .filter(spec -> spec.isOn(context))
                .map(spec -> Outcome.replied(ReplyCode.HELP_MESSAGE, "Syntax: SITE " + spec.syntax()))
                .orElseGet(() -> Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS,
                        "Unknown SITE command; SITE HELP lists those that are known."));
    }
}
