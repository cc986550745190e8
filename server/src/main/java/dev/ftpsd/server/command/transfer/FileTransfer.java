package dev.ftpsd.server.command.transfer;

import java.io.IOException;
import java.util.Optional;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.audit.FileMoved;
import dev.ftpsd.server.audit.FileMoved.Completion;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.data.DataChannel;
import dev.ftpsd.server.data.DataFailure;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.TransferType;
import dev.ftpsd.server.transfer.Transfer;
import dev.ftpsd.storage.VirtualPath;

/** A transfer of a file, which the event log hears of whether it succeeds or not. */
final class FileTransfer {

    private final EventLog events;

    FileTransfer(EventLog events) {
        this.events = events;
    }

    /** The range of REST and RANG counts bytes: under TYPE A, or RANG under MODE Z, it means nothing any more (RFC 1123 §4.1.3.5). */
    static Optional<Outcome> rangeRefused(CommandContext context) {
        var range = context.state().range();
        if (range.hasEnd() && !Rang.countsBytes(context)) {
            return Optional
                    .of(Outcome.replied(ReplyCode.RANGE_NOT_SATISFIABLE, "RANG counts bytes; use TYPE I and MODE S."));
        }
        return !range.isWhole() && context.state().transfer().type() == TransferType.ASCII
                ? Optional.of(Outcome.replied(ReplyCode.INVALID_RESTART_OFFSET, "REST counts bytes; use TYPE I."))
                : Optional.empty();
    }

    /** As {@link DataDialogue#run}. */
    Outcome run(CommandContext context, String verb, VirtualPath path, String opening, DataDialogue.Body body)
            throws IOException {
        return DataDialogue.run(context, verb, opening, new Logged(context, path, body));
    }

    private final class Logged implements DataDialogue.Body {

        private final CommandContext context;
        private final VirtualPath path;
        private final DataDialogue.Body body;

        Logged(CommandContext context, VirtualPath path, DataDialogue.Body body) {
            this.context = context;
            this.path = path;
            this.body = body;
        }

        @Override
        public String run(Transfer transfer, DataChannel channel) throws IOException {
            transfer.isOf(path.toString());
            var completion = Completion.FAILED;
            var result = "failed";
            try {
                var done = body.run(transfer, channel);
                completion = Completion.COMPLETE;
                result = "ok";
                return done;
            } catch (IOException e) {
                completion = completionOf(e);
                result = String.valueOf(e.getMessage());
                throw e;
            } finally {
                ended(context, transfer, new FileMoved.Ending(completion, result));
            }
        }

        /** A connection that does not come is told as such; this is for the client who did not wait for it. */
        @Override
        public void notOpened(Transfer transfer, DataFailure failure) {
            if (failure.kind() == DataFailure.Kind.ABORTED) {
                transfer.isOf(path.toString());
                ended(context, transfer,
                        new FileMoved.Ending(Completion.ABORTED, String.valueOf(failure.getMessage())));
            }
        }
    }

    private static Completion completionOf(IOException failure) {
        return failure instanceof DataFailure data && data.kind() == DataFailure.Kind.ABORTED ? Completion.ABORTED
                : Completion.FAILED;
    }

    private void ended(CommandContext context, Transfer transfer, FileMoved.Ending ending) {
        var session = context.session();
        var settings = context.state().transfer();
        var connection = new FileMoved.Connection(String.valueOf(settings.type().letter()),
                transfer.isActive(), String.valueOf(settings.protection().letter()));
        var moved = new FileMoved(transfer.verb(), transfer.path(), transfer.bytes(), transfer.elapsed(), connection,
                ending, transfer.sha256());
        if (moved.isDownload()) {
            session.slot().totals().sent(moved.bytes(), ending.completion() == Completion.COMPLETE);
        } else {
            session.slot().totals().received(moved.bytes(), ending.completion() == Completion.COMPLETE);
        }
        events.transfer(session.who(), moved);
    }
}
