package dev.ftpsd.server.command.info;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/** A command whose answer is always the same: NOOP, SYST, and verbs that are known and not built. */
public final class Fixed implements Command<String> {

    private final Outcome outcome;

    public Fixed(ReplyCode code, String text) {
        this.outcome = Outcome.replied(code, text);
    }

    @Override
    public Outcome execute(CommandContext context, String ignored) {
        return outcome;
    }

    @Override
    public boolean isBrief(CommandContext context) {
        return true;
    }
}
