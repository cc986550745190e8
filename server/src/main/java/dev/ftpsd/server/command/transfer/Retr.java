package dev.ftpsd.server.command.transfer;

import java.io.IOException;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.TransferType;
import dev.ftpsd.server.transfer.Download;

/** RETR (RFC 959 §4.1.3), from the offset of REST if one was given (RFC 3659 §5). */
public final class Retr implements Command<String> {

    private final FileTransfer transfers;

    public Retr(EventLog events) {
        this.transfers = new FileTransfer(events);
    }

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var path = context.path(argument);
        var offset = context.state().restartOffset();
        var type = context.state().transfer().type();
        try (var source = context.files().openRead(path)) {
            if (offset > source.size()) {
                return Outcome.replied(ReplyCode.INVALID_RESTART_OFFSET,
                        "Restart offset " + offset + " is beyond the end of the file (" + source.size() + " bytes).");
            }
            return transfers.run(context, "RETR", path, opening(type, source.size() - offset),
                    (transfer, channel) -> {
                        transfer.expect(source.size() - offset);
                        new Download(transfer, source, type).run(channel, offset);
                    });
        }
    }

    /** Clients take the number in brackets for their progress bar; under TYPE A it would be wrong. */
    private static String opening(TransferType type, long size) {
        return type == TransferType.IMAGE ? "Here comes the file (" + size + " bytes)."
                : "Here comes the file as text.";
    }
}
