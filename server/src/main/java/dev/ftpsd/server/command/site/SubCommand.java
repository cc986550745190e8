package dev.ftpsd.server.command.site;

import java.io.IOException;

import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;

/**
 * The behaviour of one word behind SITE. Runs as a {@link dev.ftpsd.server.command.Command} does.
 *
 * @param <A> the parsed argument
 */
@FunctionalInterface
interface SubCommand<A> {

    /**
     * Does it.
     *
     * @throws IOException a failure that becomes the reply
     */
    Outcome execute(CommandContext context, A argument) throws IOException;
}
