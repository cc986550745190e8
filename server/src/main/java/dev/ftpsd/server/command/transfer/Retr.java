package dev.ftpsd.server.command.transfer;

import java.io.IOException;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.command.Services;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.TransferType;
import dev.ftpsd.server.transfer.Download;

/** RETR (RFC 959 §4.1.3), of the bytes that REST (RFC 3659 §5) or RANG chose. */
public final class Retr implements Command<String> {

    private final FileTransfer transfers;
    private final ToldDownloads told;

    public Retr(Services services) {
        this.transfers = new FileTransfer(services.events());
        this.told = new ToldDownloads(services.hooks());
    }

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var refused = FileTransfer.rangeRefused(context);
        if (refused.isPresent()) {
            return refused.get();
        }
        var path = context.path(argument);
        var range = context.state().range();
        var type = context.state().transfer().type();
        try (var source = context.files().openRead(path)) {
            if (range.first() > source.size()) {
                return Outcome.replied(ReplyCode.INVALID_RESTART_OFFSET,
                        "Restart offset " + range.first() + " is beyond the end of the file (" + source.size()
                                + " bytes).");
            }
            told.check(path);
            var size = range.lengthIn(source.size());
            return transfers.run(context, "RETR", path, opening(type, size), (transfer, channel) -> {
                transfer.expect(size);
                new Download(transfer, source, type).run(channel, range);
                told.tell(context, transfer, path, range.first(), source.size());
                return DataDialogue.DONE;
            });
        }
    }

    /** Clients take the number in brackets for their progress bar; under TYPE A it would be wrong. */
    private static String opening(TransferType type, long size) {
        return type == TransferType.IMAGE ? "Here comes the file (" + size + " bytes)."
                : "Here comes the file as text.";
    }
}
