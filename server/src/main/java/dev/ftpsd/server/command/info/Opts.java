package dev.ftpsd.server.command.info;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.command.hash.Hash;
import dev.ftpsd.server.command.transfer.Mode;
import dev.ftpsd.server.protocol.Fact;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/**
 * OPTS (RFC 2389 §4), a row for each command that has options. Also before login: Windows' ftp.exe and lftp send OPTS UTF8 first
 * of all.
 */
public final class Opts implements Command<String> {

    /** The options of one command. */
    @FunctionalInterface
    private interface Option {

        /** Sets them; {@code value} is what follows the command's name, without blanks around it, perhaps nothing. */
        Outcome set(CommandContext context, String value);
    }

    private final Map<String, Option> byName = new LinkedHashMap<>();

    public Opts() {
        byName.put("UTF8", Opts::utf8);
        byName.put("UTF-8", Opts::utf8);
        byName.put("MLST", Opts::mlst);
        byName.put("HASH", Hash::options);
        byName.put("MODE", Mode::options);
    }

    @Override
    public Outcome execute(CommandContext context, String argument) {
        var words = argument.strip().split(" +", 2);
        var option = byName.get(words[0].toUpperCase(Locale.ROOT));
        return option == null
                ? Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS,
                        "Options are known for " + String.join(", ", byName.keySet()) + ".")
                : option.set(context, words.length > 1 ? words[1].strip() : "");
    }

    private static Outcome utf8(CommandContext context, String value) {
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
        context.update(state -> state.withOptions(state.options().withFacts(chosen)));
        var shown = chosen.stream().map(fact -> fact.word() + ";").collect(Collectors.joining());
        return Outcome.replied(ReplyCode.COMMAND_OKAY, ("MLST OPTS " + shown).strip());
    }
}
