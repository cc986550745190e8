package dev.ftpsd.server.command.site;

import java.io.IOException;

import dev.ftpsd.server.command.ArgumentParser;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.config.ProtocolSettings.SiteCommand;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.SyntaxException;

/**
 * One row of the table of SITE.
 *
 * @param key by which the settings switch it on
 * @param syntax behind SITE, beginning with the key's word
 */
record SubSpec<A>(SiteCommand key, String syntax, ArgumentParser<A> parser, SubCommand<A> command) {

    boolean isOn(CommandContext context) {
        return context.settings().protocol().site().contains(key);
    }

    /** Parses and runs; the 501 shows the syntax of this sub-command and not that of SITE. */
    Outcome run(CommandContext context, String argument) throws IOException {
        A parsed;
        try {
            parsed = parser.parse(argument);
        } catch (SyntaxException e) {
            return Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS,
                    e.getMessage() + ". Syntax: SITE " + syntax);
        }
        return command.execute(context, parsed);
    }
}
