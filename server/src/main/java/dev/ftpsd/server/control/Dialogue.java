package dev.ftpsd.server.control;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.audit.TraceLine.Kind;
import dev.ftpsd.server.audit.Traces;
import dev.ftpsd.server.protocol.CommandLine;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.session.Session;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Shows what clients and server say to each other, for finding out what a client does: in the log, with {@code ftpsd run --dialogue}, and to
 * those who look on by {@code ftpsd trace}. Passwords are masked.
 *
 * @param of the addresses whose sessions are logged
 * @param traces those who look on
 */
public record Dialogue(Predicate<InetAddress> of, Traces traces) {

    private static final Logger LOG = LogManager.getLogger("dev.ftpsd.dialogue");

    /** RFC 959 §5.3: alphabetic, of four letters at most. */
    private static final Pattern VERB = Pattern.compile("[A-Z]{3,4}");

    /** Shows nothing. */
    public static final Dialogue SILENT = new Dialogue(address -> false);

    /** Nobody looks on. */
    public Dialogue(Predicate<InetAddress> of) {
        this(of, new Traces());
    }

    /** The same, for those who look on as well. */
    public Dialogue seenBy(Traces those) {
        return new Dialogue(of, those);
    }

    /** Whether anybody sees what that session says; if nobody does, nothing need be known of a line. */
    boolean isSeen(Session session) {
        return of.test(session.peer()) || traces.areOpen();
    }

    void client(Session session, CommandLine line) {
        if (isSeen(session)) {
            show(session, speaker(session, line), line.toString());
        }
    }

    /** No command of this server: it may be a password, with a blank before PASS or without PASS. What looks like a verb is shown. */
    void unknown(Session session, CommandLine line) {
        var shown = VERB.matcher(line.verb()).matches() ? line.verb() + " ****" : "****";
        show(session, session.who(), shown + " (no command of this server)");
    }

    private void show(Session session, EventLog.Who who, String text) {
        if (of.test(session.peer())) {
            LOG.info("{} C: {}", session, text);
        }
        traces.introduce(who, () -> introduction(session));
        traces.tell(who, Kind.CLIENT, () -> List.of(text));
    }

    /** A line that can be no command, and might be anything. */
    void malformed(Session session) {
        if (traces.areOpen()) {
            traces.tell(session.who(), Kind.CLIENT, () -> List.of("(a line that is no command)"));
        }
    }

    void server(Session session, Reply reply) {
        if (of.test(session.peer())) {
            LOG.info("{} S: {}", session, reply);
        }
        if (traces.areOpen()) {
            traces.tell(session.who(), Kind.SERVER, () -> reply.toWire().lines().toList());
        }
    }

    /** Who says USER is the one who is named there: by that line begins what is to be seen of a user. */
    private static EventLog.Who speaker(Session session, CommandLine line) {
        var who = session.who();
        return line.verb().equals("USER") ? new EventLog.Who(who.session(), who.from(), line.argument()) : who;
    }

    /** What whoever looks on only now has to know of a session, in the words of an event. */
    public static String introduction(Session session) {
        var security = session.security();
        return "session since=" + session.since() + " listener=" + session.listener().name() + " tls="
                + security.version().orElse("none")
                + security.cipher().map(suite -> " cipher=" + suite).orElse("");
    }
}
