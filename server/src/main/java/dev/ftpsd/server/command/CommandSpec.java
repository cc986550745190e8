package dev.ftpsd.server.command;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.SyntaxException;

/**
 * One row of the table: all that is to be known of a verb.
 *
 * @param verb in upper case
 * @param parser of its argument
 * @param command what it does
 * @param access who may give it
 * @param lane how it gets past a command that runs
 * @param usesData whether it needs a data connection
 * @param abortable whether ABOR ends it while it runs (RFC 959 §4.1.3)
 * @param features its lines in FEAT, which may depend on the session (RFC 2389 §3.2)
 * @param syntax of the whole line, for HELP and 501
 */
public record CommandSpec<A>(String verb, ArgumentParser<A> parser, Command<A> command, Access access, Lane lane,
        boolean usesData, boolean abortable, Function<CommandContext, List<String>> features, String syntax) {

    /**
     * A row with the usual values: for logged-in users, in turn, without data connection and FEAT line.
     *
     * @param syntax of the whole line; its first word is the verb
     */
    static <A> CommandSpec<A> of(String syntax, ArgumentParser<A> parser, Command<A> command) {
        var space = syntax.indexOf(' ');
        return new CommandSpec<>(space < 0 ? syntax : syntax.substring(0, space), parser, command, Access.LOGGED_IN,
                Lane.IN_TURN, false, false, context -> List.of(), syntax);
    }

    CommandSpec<A> forEverybody() {
        return new CommandSpec<>(verb, parser, command, Access.EVERYBODY, lane, usesData, abortable, features, syntax);
    }

    CommandSpec<A> inLane(Lane other) {
        return new CommandSpec<>(verb, parser, command, access, other, usesData, abortable, features, syntax);
    }

    CommandSpec<A> overData() {
        return new CommandSpec<>(verb, parser, command, access, lane, true, true, features, syntax);
    }

    /** For commands that may take long without a data connection. */
    CommandSpec<A> endedByAbor() {
        return new CommandSpec<>(verb, parser, command, access, lane, usesData, true, features, syntax);
    }

    CommandSpec<A> feature(String... lines) {
        return feature(context -> List.of(lines));
    }

    CommandSpec<A> feature(Function<CommandContext, List<String>> lines) {
        return new CommandSpec<>(verb, parser, command, access, lane, usesData, abortable, lines, syntax);
    }

    /** The same command under another verb, such as XPWD for PWD (RFC 1123 §4.1.3.1). */
    CommandSpec<A> as(String alias) {
        return new CommandSpec<>(alias, parser, command, access, lane, usesData, abortable, context -> List.of(),
                alias + syntax.substring(verb.length()));
    }

    /** The argument as the command takes it, bound to the command, so that their types stay together. */
    Prepared prepare(String argument) throws SyntaxException {
        var parsed = parser.parse(argument);
        return context -> command.execute(context, parsed);
    }

    /** A command with its argument. */
    @FunctionalInterface
    interface Prepared {
        Outcome run(CommandContext context) throws IOException;
    }
}
