package dev.ftpsd.server.command.info;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.command.hash.Hash;
import dev.ftpsd.server.protocol.Fact;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/** OPTS (RFC 2389 §4): UTF8, MLST and HASH. Also before login: Windows' ftp.exe and lftp send OPTS UTF8 first of all. */
public final class Opts implements Command<String> {

    @Override
    public Outcome execute(CommandContext context, String argument) {
        var words = argument.strip().split(" +", 2);
        var rest = words.length > 1 ? words[1].strip() : "";
        return switch (words[0].toUpperCase(Locale.ROOT)) {
            case "UTF8", "UTF-8" -> utf8(rest);
            case "MLST" -> mlst(context, rest);
            case "HASH" -> Hash.options(context, rest);
            default ->
                    Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, "Options are known for UTF8, MLST and HASH.");
        };
    }

    private static Outcome utf8(String value) {
        return value.isEmpty() || value.equalsIgnoreCase("ON")
                ? Outcome.replied(ReplyCode.COMMAND_OKAY, "UTF-8 is always on.")
                : Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, "UTF-8 cannot be switched off (RFC 2640).");
    }

    /** Facts that are not known are passed over (RFC 3659 §7.9). */
    private static Outcome mlst(CommandContext context, String list) {
        var chosen = Arrays.stream(list.split(";"))
                .map(word -> Fact.ofWord(word.strip()))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Fact.class)));
        context.update(state -> state.withFacts(chosen));
        var shown = chosen.stream().map(fact -> fact.word() + ";").collect(Collectors.joining());
        return Outcome.replied(ReplyCode.COMMAND_OKAY, ("MLST OPTS " + shown).strip());
    }
}
