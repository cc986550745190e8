package dev.ftpsd.server.command.transfer;

import java.io.IOException;

import dev.ftpsd.server.command.Changes;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.command.Services;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.storage.WriteMode;

/**
 * STOR and APPE (RFC 959 §4.1.3). With REST both write at its offset: RFC 3659 §5 says so for STOR, and an APPE behind a REST
 * can mean nothing else.
 */
public final class Stor implements Command<String> {

    private final String verb;
    private final WriteMode mode;
    private final Changes changes;
    private final Receiving receiving;

    /**
     * STOR or APPE.
     *
     * @param mode what it does without REST
     */
    public Stor(String verb, WriteMode mode, Services services) {
        this.verb = verb;
        this.mode = mode;
        this.changes = new Changes(services);
        this.receiving = new Receiving(services);
    }

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var refused = FileTransfer.rangeRefused(context);
        if (refused.isPresent()) {
            return refused.get();
        }
        var path = context.path(argument);
        var range = context.state().range();
        var writing = range.hasEnd() ? WriteMode.PATCH : range.isWhole() ? mode : WriteMode.RESUME;
        var files = context.files();
        if (context.login().account().device()) {
            Parents.make(context, verb, path, changes);
        }
        files.checkWrite(path, writing, range.first());
        var announced = context.session().slot().terms().announced();
        files.checkRoom(path, writing, announced);
        return receiving.run(context, new Receiving.Order(verb, path, writing, range, announced, "Send the file."));
    }
}
