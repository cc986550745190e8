package dev.ftpsd.server.command.info;

import java.util.List;
import java.util.function.Function;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;

/** FEAT (RFC 2389 §3): what is there beyond RFC 959, read from the table of commands. */
public final class Feat implements Command<String> {

    private final Function<CommandContext, List<String>> features;

    /** @param features the lines for a session */
    public Feat(Function<CommandContext, List<String>> features) {
        this.features = features;
    }

    @Override
    public Outcome execute(CommandContext context, String ignored) {
        return new Outcome.Replied(
                Reply.block(ReplyCode.SYSTEM_STATUS, "Features:", features.apply(context), "End"));
    }

    @Override
    public boolean isBrief(CommandContext context) {
        return true;
    }
}
