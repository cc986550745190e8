package dev.ftpsd.server.command.browse;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import dev.ftpsd.auth.Right;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.listing.MachineFormat;
import dev.ftpsd.server.protocol.Fact;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;

/** MLST (RFC 3659 §7): the facts of one entry, on the control connection. */
public final class Mlst implements Command<String> {

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var path = context.path(argument);
        var files = context.files();
        files.require(Right.LIST, path);
        var entry = files.stat(path);
        var format = new MachineFormat(context.state().options().facts(), listed -> files.permissions(path, listed));
        var line = path.equals(context.login().workingDirectory())
                ? format.line(entry, "cdir", path.toString())
                : format.lineNamed(entry, path.toString());
        return new Outcome.Replied(Reply.block(ReplyCode.FILE_ACTION_COMPLETED, "Facts:", List.of(line), "End"));
    }

    /** The line of FEAT: every fact, a star behind those that are on (RFC 3659 §7.8). */
    public static List<String> feature(CommandContext context) {
        var shown = context.state().options().facts();
        var line = new StringBuilder("MLST ");
        Arrays.stream(Fact.values())
                .forEach(fact -> line.append(fact.word()).append(shown.contains(fact) ? "*;" : ";"));
        return List.of(line.toString());
    }
}
