package dev.ftpsd.server.command.transfer;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.TransferType;

/** TYPE (RFC 959 §4.1.2, RFC 1123 §4.1.5): A, A N, A T, I and L 8. */
public final class Type implements Command<String> {

    @Override
    public Outcome execute(CommandContext context, String type) {
        return switch (type) {
            // Telnet format controls are taken as non-print (RFC 1123 §4.1.2.2).
            case "A", "A N", "A T" -> set(context, TransferType.ASCII);
            case "I", "L 8", "I N" -> set(context, TransferType.IMAGE);
            case "A C", "E", "E N", "E T", "E C" -> notBuilt();
            case "L" -> Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, "TYPE L needs a byte size; use TYPE L 8.");
            default -> type.matches("L [0-9]{1,3}")
                    ? notBuilt()
                    : Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, "Use TYPE A, TYPE I or TYPE L 8.");
        };
    }

    @Override
    public boolean isBrief(CommandContext context) {
        return true;
    }

    private static Outcome set(CommandContext context, TransferType type) {
        context.update(state -> state.withTransfer(state.transfer().withType(type)));
        return Outcome.replied(ReplyCode.COMMAND_OKAY, "Type is now " + type.letter() + ".");
    }

    private static Outcome notBuilt() {
        return Outcome.replied(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER, "Use TYPE A, TYPE I or TYPE L 8.");
    }
}
