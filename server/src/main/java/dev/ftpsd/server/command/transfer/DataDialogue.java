package dev.ftpsd.server.command.transfer;

import java.io.IOException;

import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.data.DataChannel;
import dev.ftpsd.server.data.DataEndpoint;
import dev.ftpsd.server.data.DataFailure;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ProtectionLevel;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.transfer.DeflatedChannel;
import dev.ftpsd.server.transfer.Transfer;

/**
 * The order of events of every command that uses a data connection: 150 at once after the checks, then wait for the connection
 * and its handshake, then the bytes, then 226. Some clients connect and shake hands before the 150, others only after it, so
 * neither side may wait for the other.
 */
public final class DataDialogue {

    /** The text of 226 where there is nothing else to tell. */
    public static final String DONE = "Transfer complete.";

    private DataDialogue() {}

    /** What happens between 150 and 226. */
    @FunctionalInterface
    public interface Body {

        /** Moves the bytes and ends the connection properly; returns the text of 226. */
        String run(Transfer transfer, DataChannel channel) throws IOException;

        /** There was no connection to run on. */
        default void notOpened(Transfer transfer, DataFailure failure) {
            // The client hears why, and the log of failures.
        }
    }

    /** As MODE wants the bytes on the connection. */
    private static DataChannel coded(CommandContext context, DataChannel channel) {
        return switch (context.state().transfer().mode()) {
            case STREAM -> channel;
            case DEFLATE -> new DeflatedChannel(channel, context.state().options().deflateLevel());
        };
    }

    private static DataChannel open(CommandContext context, Transfer transfer, ProtectionLevel protection, Body body)
            throws DataFailure {
        try {
            var channel = transfer.open(protection);
            context.events().dataOpened(context.session().who(), transfer.verb(),
                    transfer.isActive() ? "active" : "passive", channel::protection);
            return channel;
        } catch (DataFailure e) {
            body.notOpened(transfer, e);
            throw e;
        }
    }

    /**
     * Runs it. The data set-up serves this transfer alone, and REST is used up whatever comes of it (RFC 3659 §5).
     *
     * @param opening the text of 150
     */
    public static Outcome run(CommandContext context, String verb, String opening, Body body) throws IOException {
        var session = context.session();
        var protection = context.state().transfer().protection();
        try (var transfer = new Transfer(verb, session.endpoint(), session.slot().terms().pace())) {
            session.slot().begin(transfer);
            session.endpoint().prepare();
            context.preliminary(Reply.of(ReplyCode.FILE_STATUS_OKAY, opening));
            String done;
            try (var channel = coded(context, open(context, transfer, protection, body))) {
                done = body.run(transfer, channel);
            }
            return Outcome.replied(ReplyCode.CLOSING_DATA_CONNECTION, done);
        } finally {
            session.slot().end();
            session.use(new DataEndpoint.Unset());
        }
    }
}
