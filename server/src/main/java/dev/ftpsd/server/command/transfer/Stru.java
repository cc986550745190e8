package dev.ftpsd.server.command.transfer;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/** STRU (RFC 959 §4.1.2): files only. */
public final class Stru implements Command<String> {

    @Override
    public Outcome execute(CommandContext context, String structure) {
        return switch (structure) {
            case "F" -> Outcome.replied(ReplyCode.COMMAND_OKAY, "Structure is F.");
            case "R", "P" ->
                    Outcome.replied(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER, "Structure is always F here.");
            default -> Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, "Use F.");
        };
    }

    @Override
    public boolean isBrief(CommandContext context) {
        return true;
    }
}
