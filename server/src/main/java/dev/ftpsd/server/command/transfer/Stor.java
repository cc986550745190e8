package dev.ftpsd.server.command.transfer;

import java.io.IOException;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.transfer.Upload;
import dev.ftpsd.storage.WriteMode;

/**
 * STOR and APPE (RFC 959 §4.1.3). With REST both write at its offset: RFC 3659 §5 says so for STOR, and an APPE behind a REST
 * can mean nothing else.
 */
public final class Stor implements Command<String> {

    private final String verb;
    private final WriteMode mode;
    private final EventLog events;
    private final FileTransfer transfers;

    /**
     * STOR or APPE.
     *
     * @param mode what it does without REST
     */
    public Stor(String verb, WriteMode mode, EventLog events) {
        this.verb = verb;
        this.mode = mode;
        this.events = events;
        this.transfers = new FileTransfer(events);
    }

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var path = context.path(argument);
        var offset = context.state().restartOffset();
        var type = context.state().transfer().type();
        var writing = offset > 0 ? WriteMode.RESUME : mode;
        var files = context.files();
        if (context.login().account().device()) {
            Parents.make(context, path, events);
        }
        files.checkWrite(path, writing, offset);
        return transfers.run(context, verb, path, "Send the file.", (transfer, channel) -> {
            try (var sink = files.openWrite(path, writing, offset)) {
                new Upload(transfer, sink, type).run(channel);
            }
        });
    }
}
