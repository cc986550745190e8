package dev.ftpsd.server.command.transfer;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/** STRU and MODE (RFC 959 §4.1.2): parameters of which one value is built and the others are known. */
public final class OneValue implements Command<String> {

    private final String built;
    private final String known;
    private final String what;

    /**
     * A parameter.
     *
     * @param built the letter that is taken
     * @param known the letters that the RFC knows as well
     * @param what names it for the replies
     */
    public OneValue(String built, String known, String what) {
        this.built = built;
        this.known = known;
        this.what = what;
    }

    @Override
    public Outcome execute(CommandContext context, String letter) {
        if (letter.equals(built)) {
            return Outcome.replied(ReplyCode.COMMAND_OKAY, what + " is " + built + ".");
        }
        return letter.length() == 1 && known.contains(letter)
                ? Outcome.replied(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER, what + " is always " + built + " here.")
                : Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, "Use " + built + ".");
    }
}
