package dev.ftpsd.server.command;

import java.io.IOException;

import dev.ftpsd.server.protocol.Outcome;

/**
 * The behaviour of one verb. Runs on a thread of its own and may wait; what is brief runs on an event loop and must not.
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

    /** Whether it waits for nothing and asks no disk now, so that to wake a thread for it would cost more than itself. */
    default boolean isBrief(CommandContext context) {
        return false;
    }
}
