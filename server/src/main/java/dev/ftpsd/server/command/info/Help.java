package dev.ftpsd.server.command.info;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.Supplier;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;

/** HELP (RFC 959 §4.1.3): the verbs, or the syntax of one, read from the table of commands. */
public final class Help implements Command<String> {

    private static final int VERBS_A_LINE = 10;

    private final Supplier<SortedMap<String, String>> syntaxByVerb;

    public Help(Supplier<SortedMap<String, String>> syntaxByVerb) {
        this.syntaxByVerb = syntaxByVerb;
    }

    @Override
    public Outcome execute(CommandContext context, String argument) {
        if (argument.isBlank()) {
            return new Outcome.Replied(Reply.block(ReplyCode.HELP_MESSAGE, "These commands are known:",
                    lines(List.copyOf(syntaxByVerb.get().keySet())), "HELP and a command gives its syntax."));
        }
        var syntax = syntaxByVerb.get().get(argument.strip().toUpperCase(Locale.ROOT));
        return syntax == null
                ? Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, "Unknown command; HELP alone lists all.")
                : Outcome.replied(ReplyCode.HELP_MESSAGE, "Syntax: " + syntax);
    }

    private static List<String> lines(List<String> verbs) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < verbs.size(); i += VERBS_A_LINE) {
            lines.add(String.join(" ", verbs.subList(i, Math.min(i + VERBS_A_LINE, verbs.size()))));
        }
        return lines;
    }
}
