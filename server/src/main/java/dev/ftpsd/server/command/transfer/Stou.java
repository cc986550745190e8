package dev.ftpsd.server.command.transfer;

import java.io.IOException;
import java.util.random.RandomGenerator;

import dev.ftpsd.server.command.Changes;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.command.Services;
import dev.ftpsd.server.protocol.ByteRange;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;

/**
 * STOU (RFC 959 §4.1.3): a file under a name that nothing has yet. The text of 150 is {@code FILE: } and the name, exactly
 * (RFC 1123 §4.1.2.9).
 */
public final class Stou implements Command<String> {

    private static final int TRIES = 16;

    private final Changes changes;
    private final Receiving receiving;

    public Stou(Services services) {
        this.changes = new Changes(services);
        this.receiving = new Receiving(services);
    }

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        if (!context.state().range().isWhole()) {
            return Outcome.replied(ReplyCode.BAD_SEQUENCE, "REST and RANG do not go with STOU; send REST 0.");
        }

        if (context.login().account().device() && !argument.isEmpty()) {
            Parents.make(context, "STOU", context.path(argument), changes);
        }
        var announced = context.session().slot().terms().announced();
        var path = freeName(context, argument, announced);
        return receiving.run(context, new Receiving.Order("STOU", path, WriteMode.CREATE_NEW, ByteRange.WHOLE,
                announced, "FILE: " + nameForRetr(context, path)));
    }

    /** A name that RETR takes as it stands. */
    private static String nameForRetr(CommandContext context, VirtualPath path) {
        return path.parent().equals(context.login().workingDirectory()) ? path.name() : path.toString();
    }

    /** The name that the client proposes, or one made from it that neither stands there nor is being sent by somebody else. */
    private static VirtualPath freeName(CommandContext context, String argument, long bytes) throws IOException {
        var wanted = context.path(argument.isEmpty() ? "upload" : argument);
        var candidate = wanted;
        for (int i = 0; i < TRIES; i++) {
            try {
                context.files().checkWrite(candidate, WriteMode.CREATE_NEW, 0);
                context.files().checkRoom(candidate, WriteMode.CREATE_NEW, bytes);
                return candidate;
            } catch (StorageException e) {
                if (e.kind() != Kind.ALREADY_EXISTS && e.kind() != Kind.NOT_A_FILE && e.kind() != Kind.BUSY) {
                    throw e;
                }
            }
            var suffix = Integer.toUnsignedString(RandomGenerator.getDefault().nextInt(), 36);
            candidate = context.path(wanted + "." + suffix);
        }
        throw new StorageException(Kind.BUSY, wanted.toString(), "No free name found; try again.");
    }
}
