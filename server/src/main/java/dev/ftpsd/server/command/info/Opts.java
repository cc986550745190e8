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
import dev.ftpsd.server.protocol.TextEncoding;
import dev.ftpsd.server.protocol.TextEncoding.Said;
import dev.ftpsd.server.session.Encodings;

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

    /** OFF has a meaning where there is another character set to speak, that of the server or of the user. */
    private static Outcome utf8(CommandContext context, String value) {
        var encoding = Encodings.of(context.session(), context.settings());
        var alone = encoding.equals(TextEncoding.UTF_8);
        if (value.isEmpty() || value.equalsIgnoreCase("ON")) {
            say(context, Said.UTF8_ON);
            return Outcome.replied(ReplyCode.COMMAND_OKAY, alone ? "UTF-8 is always on." : "UTF-8 is on.");
        }
        if (!value.equalsIgnoreCase("OFF")) {
            return Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, "Send OPTS UTF8 ON or OPTS UTF8 OFF.");
        }
        if (alone) {
            return Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS,
                    "UTF-8 cannot be switched off (RFC 2640); ask the administrator for a legacy-charset.");
        }
        say(context, Said.UTF8_OFF);
        return Outcome.replied(ReplyCode.COMMAND_OKAY,
                "UTF-8 is off: names are in " + encoding.legacy() + ", here and in listings.");
    }

    private static void say(CommandContext context, Said said) {
        context.update(state -> state.withOptions(state.options().withSaid(said)));
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
