package dev.ftpsd.server.command.info;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.ftpsd.auth.Right;
import dev.ftpsd.server.command.Arguments;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.listing.ListFormat;
import dev.ftpsd.server.listing.UnixFormat;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.session.Encodings;
import dev.ftpsd.server.session.LoginState;
import dev.ftpsd.server.session.Session;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;

/**
 * STAT (RFC 959 §4.1.3): without an argument the state of the session, also while a transfer runs; with a path a listing on the
 * control connection.
 */
public final class Stat implements Command<String> {

    /** A listing on the control connection belongs between transfers (RFC 959 §4.1.3). */
    public static final Reply NOT_NOW =
            Reply.of(ReplyCode.BAD_SEQUENCE, "A transfer is in progress; STAT alone tells how far it is.");

    /** A listing here is one reply and is held in memory. */
    private static final int MOST_ENTRIES = 1000;

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        return argument.isEmpty() ? new Outcome.Replied(status(context.session())) : listing(context, argument);
    }

    /** The state of a session, from its snapshot: safe on any thread, and it waits for nothing. */
    public static Reply status(Session session) {
        var lines = new ArrayList<String>();
        lines.add("Connected from " + session.client().getAddress().getHostAddress());
        lines.add(switch (session.state().login()) {
            case LoginState.Nobody() -> "Not logged in";
            case LoginState.UserGiven(var user) -> "Waiting for the password";
            case LoginState.LoggedIn in -> "Logged in as " + in.account().name();
        });
        var transfer = session.state().transfer();
        lines.add("TYPE: " + transfer.type().letter() + ", STRUcture: F, MODE: " + transfer.mode().letter()
                + ", PROT: " + transfer.protection().letter());
        lines.add(session.isSecured() ? "Control connection is protected by TLS" : "Control connection is in clear");
        lines.add(session.transfer()
                .map(running -> running.verb() + " in progress, " + running.bytes() + " bytes so far")
                .orElse("No transfer in progress"));
        return Reply.block(ReplyCode.SYSTEM_STATUS, "Status:", lines, "End of status");
    }

    private static Outcome listing(CommandContext context, String argument) throws IOException {
        var path = path(context, argument);
        context.files().require(Right.LIST, path);
        var entry = context.files().stat(path);
        var format = new UnixFormat(context.settings().protocol().listTimeZone(), Instant.now());
        var lines = entry.isDirectory() ? entries(context, path, format) : List.of(format.line(entry));
        return new Outcome.Replied(Reply.block(
                entry.isDirectory() ? ReplyCode.DIRECTORY_STATUS : ReplyCode.FILE_STATUS, "Status:", lines, "End"));
    }

    /** What is meant: some clients send options as for LIST. A name that is there goes before them. */
    private static VirtualPath path(CommandContext context, String argument) throws IOException {
        var named = context.path(argument);
        if (!argument.startsWith("-")) {
            return named;
        }
        try {
            context.files().stat(named);
            return named;
        } catch (StorageException e) {
            return context.path(Arguments.listPath(argument));
        }
    }

    private static List<String> entries(CommandContext context, VirtualPath path, ListFormat format)
            throws StorageException {
        var lines = new ArrayList<String>();
        var encoding = Encodings.of(context.session(), context.settings());
        var leftOut = 0;
        try (var listing = context.files().list(path)) {
            for (var next = listing.next(); next.isPresent(); next = listing.next()) {
                if (lines.size() + leftOut == MOST_ENTRIES) {
                    lines.add("... there are more; use LIST");
                    break;
                }
                if (encoding.name(next.get().name()).isPresent()) {
                    lines.add(format.line(next.get()));
                } else {
                    leftOut++;
                }
            }
        }
        if (leftOut > 0) {
            lines.add("... left out, as your character set cannot write them: " + leftOut);
        }
        return lines;
    }
}
