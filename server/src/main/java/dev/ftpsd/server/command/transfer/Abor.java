package dev.ftpsd.server.command.transfer;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.data.DataEndpoint;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/**
 * ABOR (RFC 959 §4.1.3), its second half: what it aborts has ended with 426 by now, and the data set-up is gone. Without
 * anything to abort it is 225.
 */
public final class Abor implements Command<String> {

    @Override
    public Outcome execute(CommandContext context, String ignored) {
        var session = context.session();
        session.use(new DataEndpoint.Unset());
        return session.slot().abortDone()
                ? Outcome.replied(ReplyCode.CLOSING_DATA_CONNECTION,
                        "Abort done; the reply before this one is the transfer's.")
                : Outcome.replied(ReplyCode.NO_TRANSFER_IN_PROGRESS, "No transfer in progress.");
    }
}
