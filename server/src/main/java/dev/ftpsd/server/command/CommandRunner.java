package dev.ftpsd.server.command;

import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.data.DataFailure;
import dev.ftpsd.server.protocol.ByteRange;
import dev.ftpsd.server.protocol.CommandLine;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.SyntaxException;
import dev.ftpsd.server.session.Session;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * What every command needs, done once for all: look-up, gates, argument, run, failures, and the rules about what a command leaves
 * behind. Runs on the command's own thread, or on the event loop if it is brief.
 */
public final class CommandRunner {

    private static final Logger LOG = LogManager.getLogger(CommandRunner.class);

    /** The end of a session in which something broke that no command can mend; made before memory may be short. */
    public static final Outcome BROKEN = new Outcome.ThenClose(
            Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE,
                    "Internal error; the administrator finds the reason in the log."));

    private static final int MOST_OVERLONG_LINES = 3;

    private final CommandTable table;
    private final Supplier<Settings> settings;
    private final CertificateGate certificates;
    private final EventLog events;

    public CommandRunner(CommandTable table, Supplier<Settings> settings, CertificateGate certificates,
            EventLog events) {
        this.table = table;
        this.settings = settings;
        this.certificates = certificates;
        this.events = events;
    }

    public CommandTable table() {
        return table;
    }

    /** Whether {@code protocol.commands-denied} switches it off: then it waits for its turn to hear so, whatever its lane. */
    public boolean isDenied(CommandSpec<?> spec) {
        return table.isAmong(spec, settings.get().protocol().commandsDenied());
    }

    /** Whether it may run on an event loop now. */
    public boolean isBrief(Session session, CommandLine line) {
        var context = new CommandContext(session, settings.get(), events);
        return table.find(line.verb()).filter(spec -> spec.command().isBrief(context)).isPresent();
    }

    /** Runs one line to its one outcome. A stack or memory that ran out ends this session, and no other. */
    public Outcome run(Session session, CommandLine line) {
        session.slot().activity().began(line.verb());
        try {
            return answered(session, line);
        } catch (Error e) {
            LOG.error("{} {} failed; the session is closed", session, line, e);
            return BROKEN;
        }
    }

    private Outcome answered(Session session, CommandLine line) {
        var context = new CommandContext(session, settings.get(), events);
        var found = table.find(line.verb());
        dropStaleRename(line, context);
        if (found.isEmpty()) {
            return counted(context,
                    Reply.of(ReplyCode.UNRECOGNIZED, "Unknown command; HELP lists those that are known."));
        }

        var spec = found.get();
        try {
            return run(spec, context, line);
        } catch (SyntaxException e) {
            return Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, e.getMessage() + ". Syntax: " + spec.syntax());
        } catch (IOException e) {
            LOG.debug("{} {}", session, line, e);
            var reply = FailureReplies.of(line.verb(), e);
            if (e instanceof DataFailure data && data.isBeforeFirstByte()) {
                events.dataFailed(session.who(), line.verb(), reply.code().number(), String.valueOf(e.getMessage()));
            }
            return new Outcome.Replied(reply);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", session, line, e);
            return new Outcome.Replied(FailureReplies.internal());
        } finally {
            leaveBehind(spec, context);
        }
    }

    /**
     * Answers a line that can be no command. It uses up what the next command was to use, since it may have been meant for that.
     * Overlong ones end the connection at the third, and before login at once.
     *
     * @param code UNRECOGNIZED for an overlong line, SYNTAX_ERROR_IN_ARGUMENTS for wrong octets
     */
    public Outcome malformed(Session session, ReplyCode code, String text) {
        session.update(state -> state.withRenameFrom(null).withRange(ByteRange.WHOLE));
        var closes = code == ReplyCode.UNRECOGNIZED
                && (session.loggedIn().isEmpty() || session.strikes().overlongLine() >= MOST_OVERLONG_LINES);
        return closes ? new Outcome.ThenClose(Reply.of(code, text)) : Outcome.replied(code, text);
    }

    /** Unknown commands, and those that come before the login: after too many the connection is closed. */
    private static Outcome counted(CommandContext context, Reply reply) {
        var allowed = context.settings().security().unknownCommands();
        return allowed > 0 && context.session().strikes().strayCommand() >= allowed
                ? new Outcome.ThenClose(
                        Reply.of(ReplyCode.SERVICE_NOT_AVAILABLE, "Too many commands that are not taken; goodbye."))
                : new Outcome.Replied(reply);
    }

    private Outcome run(CommandSpec<?> spec, CommandContext context, CommandLine line)
            throws SyntaxException, IOException {
        var refused = Gates.beforeArgument(spec, context);
        if (refused.isPresent()) {
            return counted(context, refused.get());
        }
        if (isDenied(spec)) {
            return Outcome.replied(ReplyCode.NOT_IMPLEMENTED, line.verb() + " is switched off here.");
        }
        var prepared = spec.prepare(line.argument());
        refused = Gates.beforeTransfer(spec, context).or(() -> certificates.beforeTransfer(spec, context));
        return refused.isPresent() ? new Outcome.Replied(refused.get()) : prepared.run(context);
    }

    /** RNFR is for the very next command alone: any other, also one that will fail, makes it void (RFC 959 §4.1.3). */
    private static void dropStaleRename(CommandLine line, CommandContext context) {
        if (!line.verb().equals("RNTO") && context.state().renameFrom() != null) {
            context.update(state -> state.withRenameFrom(null));
        }
    }

    /** RNTO uses its RNFR up, a transfer its REST, and HASH its RANG, however they end (RFC 3659 §5). */
    private static void leaveBehind(CommandSpec<?> spec, CommandContext context) {
        if (spec.verb().equals("RNTO")) {
            context.update(state -> state.withRenameFrom(null));
        }
        if (spec.usesData() || spec.verb().equals("HASH")) {
            context.update(state -> state.withRange(ByteRange.WHOLE));
        }
        if (UPLOADS.contains(spec.verb())) {
            // It was told for one upload, also where that was refused.
            context.session().slot().terms().announce(0);
        }
    }

    /** Words of other protocols: whoever says them is lost, or uses a browser against us; the first one is enough. */
    public static boolean isOtherProtocol(String verb) {
        return OTHER_PROTOCOLS.contains(verb) || verb.endsWith(":") || verb.startsWith("HTTP/");
    }

    private static final Set<String> UPLOADS = Set.of("STOR", "APPE", "STOU");

    private static final Set<String> OTHER_PROTOCOLS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS",
            "CONNECT",
            "PATCH", "TRACE", "PROPFIND", "EHLO", "HELO", "MAIL", "RCPT", "DATA", "STARTTLS", "APOP", "CAPA", "INVITE");
}
