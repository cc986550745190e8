package dev.ftpsd.server.command.transfer;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.ByteRange;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.TransferType;

/** REST (RFC 3659 §5): where in the file the next transfer begins, in bytes. */
public final class Rest implements Command<Long> {

    @Override
    public Outcome execute(CommandContext context, Long offset) {
        if (context.state().transfer().type() == TransferType.ASCII && offset != 0) {
            return Outcome.replied(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER, "REST counts bytes; use TYPE I.");
        }
        context.update(state -> state.withRange(ByteRange.from(offset)));
        return Outcome.replied(ReplyCode.FURTHER_INFORMATION_PENDING, "The next transfer begins at " + offset + ".");
    }

    @Override
    public boolean isBrief(CommandContext context) {
        return true;
    }
}
