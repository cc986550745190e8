package dev.ftpsd.server.command.transfer;

import java.util.List;
import java.util.Locale;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.TransferMode;
import dev.ftpsd.server.session.SessionState.Options;

/** MODE (RFC 959 §4.1.2): S, and Z (draft-preston-ftpext-deflate-04) where {@code protocol.mode-z} is on. */
public final class Mode implements Command<String> {

    private static final int BEST_LEVEL = 9;

    @Override
    public Outcome execute(CommandContext context, String mode) {
        return switch (mode) {
            case "S" -> set(context, TransferMode.STREAM, "Mode is S.");
            case "Z" -> isOn(context)
                    ? set(context, TransferMode.DEFLATE, "Mode is Z.")
                    : Outcome.replied(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER, "MODE Z is switched off here.");
            case "B", "C" -> Outcome.replied(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER, "Use MODE S.");
            default -> Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, "Use S.");
        };
    }

    @Override
    public boolean isBrief(CommandContext context) {
        return true;
    }

    private static Outcome set(CommandContext context, TransferMode mode, String text) {
        context.update(state -> state.withTransfer(state.transfer().withMode(mode)));
        return Outcome.replied(ReplyCode.COMMAND_OKAY, text);
    }

    /** The line of FEAT, where the mode is on. */
    public static List<String> feature(CommandContext context) {
        return isOn(context) ? List.of("MODE Z") : List.of();
    }

    /**
     * OPTS MODE.
     *
     * @param value {@code Z}, then pairs of a name and a value: LEVEL 0 to 9, ENGINE ZLIB; without pairs the defaults again
     */
    public static Outcome options(CommandContext context, String value) {
        var words = value.toUpperCase(Locale.ROOT).split(" +", -1);
        if (!words[0].equals("Z") || words.length % 2 == 0) {
            return Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, "Use OPTS MODE Z LEVEL n ENGINE ZLIB.");
        }
        if (!isOn(context)) {
            return Outcome.replied(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER, "MODE Z is switched off here.");
        }

        var level = Options.INITIAL.deflateLevel();
        for (int i = 1; i < words.length; i += 2) {
            if (words[i].equals("LEVEL") && words[i + 1].matches("[0-9]")) {
                level = Integer.parseInt(words[i + 1]);
            } else if (words[i].equals("ENGINE")) {
                if (!words[i + 1].equals("ZLIB")) {
                    return Outcome.replied(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER, "The only engine is ZLIB.");
                }
            } else {
                return Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS,
                        "Options of MODE Z are LEVEL, 0 to " + BEST_LEVEL + ", and ENGINE ZLIB.");
            }
        }
        var chosen = level;
        context.update(state -> state.withOptions(state.options().withDeflateLevel(chosen)));
        return Outcome.replied(ReplyCode.COMMAND_OKAY, "MODE Z LEVEL " + chosen + " ENGINE ZLIB.");
    }

    private static boolean isOn(CommandContext context) {
        return context.settings().protocol().modeZ();
    }
}
