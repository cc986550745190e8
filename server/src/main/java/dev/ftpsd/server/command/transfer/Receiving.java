package dev.ftpsd.server.command.transfer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.auth.Right;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.command.Services;
import dev.ftpsd.server.config.Happening;
import dev.ftpsd.server.config.StorageSettings;
import dev.ftpsd.server.data.DataChannel;
import dev.ftpsd.server.hook.Hooks;
import dev.ftpsd.server.hook.Occasion;
import dev.ftpsd.server.hook.UploadEvent;
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
    private final Hooks hooks;

    Receiving(Services services) {
        this.transfers = new FileTransfer(services.events());
        this.receipts = services.receipts();
        this.hooks = services.hooks();
    }

    /**
     * What is to be received.
     *
     * @param path that the client asked for
     * @param range where the bytes go
     * @param announced bytes that will come, as ALLO has told it; 0 without one
     * @param opening the text of 150
     */
    record Order(String verb, VirtualPath path, WriteMode mode, ByteRange range, long announced, String opening) {

        /** Whether the file will be what comes, and nothing else. */
        boolean isWhole() {
            return mode == WriteMode.REPLACE || mode.isNew();
        }
    }

    /** As {@link DataDialogue#run}. */
    Outcome run(CommandContext context, Order order) throws IOException {
        hooks.check(Happening.UPLOAD, List.of(order.path().toString()));
        var isHashing = context.settings().storage().receipts() == StorageSettings.Receipts.SHA_256;
        return transfers.run(context, order.verb(), order.path(), order.opening(), (transfer, channel) -> {
            try (var sink = context.files().openWrite(order.path(), order.mode(), order.range().first())) {
                takeBack(context, order);
                receive(context, order, new Arriving(transfer, channel, sink, isHashing && order.isWhole()));
            }
            return isHashing ? receipt(transfer) : DataDialogue.DONE;
        });
    }

    /** An upload that is on its way. */
    private record Arriving(Transfer transfer, DataChannel channel, FileSink sink, boolean isHashed) {}

    private void receive(CommandContext context, Order order, Arriving arriving) throws IOException {
        var sink = arriving.sink();
        var path = sink.path(order.path());
        sink.expect(order.announced());
        holdToJudge(sink, path);
        try {
            var type = context.state().transfer().type();
            Optional<Digest> digest =
                    arriving.isHashed() ? Optional.of(Digest.OfMessage.by("SHA-256")) : Optional.empty();
            new Upload(arriving.transfer(), sink, type, order.range(), digest).receive(arriving.channel());
            commit(context, path, arriving, digest.map(Digest::hex).orElse(""));
        } catch (StorageException e) {
            if (e.kind() == StorageException.Kind.REJECTED) {
                // What is not wanted here is not to be gone on from.
                sink.discard();
            }
            throw e;
        }
    }

    private void commit(CommandContext context, VirtualPath path, Arriving arriving, String sha256) throws IOException {
        var transfer = arriving.transfer();
        var sink = arriving.sink();
        var event = new UploadEvent(Occasion.now(context.session().who(), transfer.verb()), path.toString(),
                sink.staged().orElse(""), transfer.bytes(), sha256);
        sink.prepare();
        // By a reload there may be somebody to judge now.
        holdToJudge(sink, path);
        hooks.judge(event, path, transfer);
        var isTold = hooks.isAskedFor(Happening.UPLOAD, path);
        hooks.commit(sink, event.at(isTold ? sink.place().orElse("") : ""));
        transfer.isHashed(sha256);
        if (arriving.isHashed()) {
            sink.committed().ifPresent(file -> receipts.keep(file, sha256));
        }
    }

    /** What is judged must be what is published. */
    private void holdToJudge(FileSink sink, VirtualPath path) throws StorageException {
        if (hooks.areToJudge(path)) {
            sink.hold();
        }
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

    private static String receipt(Transfer transfer) {
        return "Transfer complete: " + transfer.bytes() + " bytes"
                + (transfer.sha256().isEmpty() ? "." : ", SHA-256 " + transfer.sha256());
    }
}
