package dev.ftpsd.server.command;

import java.io.IOException;

import dev.ftpsd.server.protocol.Outcome;

/**
 * The behaviour of one verb. Runs on a virtual thread and may wait.
 *
 * @param <A> the parsed argument
 */
@FunctionalInterface
public interface Command<A> {

    /**
     * Does it.
     *
     * @throws IOException a {@code StorageException} or {@code DataFailure}, which {@link FailureReplies} turns into the reply
     */
    Outcome execute(CommandContext context, A argument) throws IOException;
}
