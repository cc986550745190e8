package dev.ftpsd.server.command.transfer;

import java.io.IOException;
import java.util.Optional;

import dev.ftpsd.auth.Right;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.command.Services;
import dev.ftpsd.server.config.StorageSettings;
import dev.ftpsd.server.protocol.ByteRange;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.receipt.Receipts;
import dev.ftpsd.server.transfer.Digest;
import dev.ftpsd.server.transfer.Transfer;
import dev.ftpsd.server.transfer.Upload;
import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;

/** An upload from its 150 to its 226, whichever verb began it. */
final class Receiving {

    private final FileTransfer transfers;
    private final Receipts receipts;

    Receiving(Services services) {
        this.transfers = new FileTransfer(services.events());
        this.receipts = services.receipts();
    }

    /**
     * What is to be received.
     *
     * @param path that the client asked for
     * @param range where the bytes go
     * @param opening the text of 150
     */
    record Order(String verb, VirtualPath path, WriteMode mode, ByteRange range, String opening) {

        /** Whether the file will be what comes, and nothing else. */
        boolean isWhole() {
            return mode == WriteMode.REPLACE || mode == WriteMode.CREATE_NEW;
        }
    }

    /** As {@link DataDialogue#run}. */
    Outcome run(CommandContext context, Order order) throws IOException {
        var type = context.state().transfer().type();
        var isHashing = context.settings().storage().receipts() == StorageSettings.Receipts.SHA_256;
        return transfers.run(context, order.verb(), order.path(), order.opening(), (transfer, channel) -> {
            Optional<Digest> digest = isHashing && order.isWhole()
                    ? Optional.of(Digest.OfMessage.by("SHA-256"))
                    : Optional.empty();
            try (var sink = context.files().openWrite(order.path(), order.mode(), order.range().first())) {
                takeBack(context, order);
                new Upload(transfer, sink, type, order.range(), digest).run(channel);
                digest.ifPresent(hash -> give(transfer, sink, hash.hex()));
            }
            return isHashing ? receipt(transfer) : DataDialogue.DONE;
        });
    }

    /** While the sink is open nobody else makes a receipt of this file. */
    private void takeBack(CommandContext context, Order order) {
        if (order.isWhole()) {
            return;
        }
        try {
            receipts.forget(context.files().stat(order.path(),
                    order.mode() == WriteMode.PATCH ? Right.OVERWRITE : Right.APPEND));
        } catch (StorageException _) {
            // Nothing is there yet.
        }
    }

    private void give(Transfer transfer, FileSink sink, String sha256) {
        transfer.isHashed(sha256);
        sink.committed().ifPresent(file -> receipts.keep(file, sha256));
    }

    private static String receipt(Transfer transfer) {
        return "Transfer complete: " + transfer.bytes() + " bytes"
                + (transfer.sha256().isEmpty() ? "." : ", SHA-256 " + transfer.sha256());
    }
}
