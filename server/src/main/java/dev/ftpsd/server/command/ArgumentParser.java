package dev.ftpsd.server.command;

import dev.ftpsd.server.protocol.SyntaxException;

/**
 * Reads what stands behind the verb.
 *
 * @param <A> what it becomes
 */
@FunctionalInterface
public interface ArgumentParser<A> {

    /**
     * Reads the argument, which is empty where there is none.
     *
     * @throws SyntaxException the client's mistake: 501, with the syntax of the command
     */
    A parse(String argument) throws SyntaxException;
}
