package dev.ftpsd.server.command.transfer;

import java.io.IOException;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.session.Totals;
import dev.ftpsd.storage.VirtualPath;

/** A transfer of a file, which the event log hears of whether it succeeds or not. */
final class FileTransfer {

    private final EventLog events;

    FileTransfer(EventLog events) {
        this.events = events;
    }

    /** As {@link DataDialogue#run}. */
    Outcome run(CommandContext context, String verb, VirtualPath path, String opening, DataDialogue.Body body)
            throws IOException {
        return DataDialogue.run(context, verb, opening, (transfer, channel) -> {
            var result = "failed";
            try {
                body.run(transfer, channel);
                result = "ok";
            } catch (IOException e) {
                result = e.getMessage();
                throw e;
            } finally {
                count(context.session().slot().totals(), verb, transfer.bytes(), "ok".equals(result));
                events.transfer(context.session().who(), verb, path.toString(), transfer.bytes(), transfer.elapsed(),
                        String.valueOf(result));
            }
        });
    }

    private static void count(Totals totals, String verb, long bytes, boolean whole) {
        if (verb.equals("RETR")) {
            totals.sent(bytes, whole);
        } else {
            totals.received(bytes, whole);
        }
    }
}
