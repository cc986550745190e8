package dev.ftpsd.server.audit;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.apache.logging.log4j.Level;

/**
 * The facts of a server's day, one line each: a word for what happened, then {@code key=value} pairs, those of the session
 * first. Values that a client chose are escaped and quoted, so that no client can forge a line. Secrets and paths of the
 * machine have no way in: no method takes one. {@code server/src/docs/EVENTS.md} has the grammar; any thread may call.
 *
 * <p>Lines that a client could bring about without end (refused logins and certificates, connections turned away or cut, data
 * connections that fail) are limited ({@link LineLimits}).
 */
public final class EventLog {

    private final Counts counts;
    private final FactLog log;

    /** Nobody looks on. */
    public EventLog(Counts counts) {
        this(counts, new Traces());
    }

    /**
     * @param counts counts what is logged, and what is left out because there is too much of it
     * @param traces hear what of it is of sessions, all of it
     */
    public EventLog(Counts counts, Traces traces) {
        this.counts = counts;
        this.log = new FactLog(traces);
    }

    /**
     * Whose fact it is.
     *
     * @param session number of the session
     * @param from address of the client
     * @param user logged in, or the name that was tried; empty before USER
     */
    public record Who(long session, String from, String user) {

        /** The beginning of that session's fact. */
        private Fact fact(String event) {
            var fact = new Fact(event).number(Fact.SESSION, session).word(Fact.FROM, from);
            return user.isEmpty() ? fact : fact.text(Fact.USER, user);
        }
    }

    // ------------------------------------------------------------------ sessions

    public void connected(Who who, String listener) {
        counts.connected(listener);
        log.write(Level.DEBUG, who.fact("connect").word("listener", listener));
    }

    /** The control connection is under TLS; {@code cipher} is the suite. */
    public void secured(Who who, String tls, String cipher) {
        log.detail(() -> who.fact("secured").word("tls", tls).word("cipher", cipher));
    }

    /** The control connection's TLS has failed, in its handshake as a rule. */
    public void tlsFailed(Who who, String reason) {
        log.detail(() -> who.fact("tls-failed").text("reason", reason));
    }

    /** Somebody has logged in; {@code tls} is the version, or {@code none}. */
    public void login(Who who, String tls) {
        counts.login();
        log.write(Level.INFO, who.fact("login").word("tls", tls));
    }

    /** Somebody came in without a name of their own; {@code password} is what they say is their mail address. No trace shows that. */
    public void anonymous(Who who, String password) {
        log.unseen(Level.INFO, who.fact("anonymous").text("mail", password));
    }

    /** A session uses a relaxed rule: said at each login, so that it is not forgotten. */
    public void relaxed(Who who, String rule) {
        log.write(Level.INFO, who.fact("relaxed").text("rule", rule));
    }

    /** CCC: from here on whoever is on the way can read and change the commands of this session. */
    public void cleared(Who who) {
        log.write(Level.WARN, who.fact("control-cleared"));
    }

    public void loginRefused(Who who, LoginRefusal reason) {
        counts.loginRefused(reason);
        log.ofSession(who, Level.WARN, who.fact("login-refused").word("reason", reason.name()));
    }

    /** The end of a session that was logged in. */
    public void loggedOut(Who who, Duration time, Totals totals) {
        log.write(Level.INFO, who.fact("logout").number("seconds", time.toSeconds())
                .number("files-in", totals.filesIn).number("bytes-in", totals.bytesIn)
                .number("files-out", totals.filesOut).number("bytes-out", totals.bytesOut));
    }

    /** The end of a session that never logged in. */
    public void disconnected(Who who, Duration time) {
        log.write(Level.DEBUG, who.fact("disconnect").number("seconds", time.toSeconds()));
    }

    /** A handshake ended because of the client's certificate. */
    public void certificateRefused(Who who, String reason) {
        log.ofSession(who, Level.WARN, who.fact("client-certificate-refused").text("reason", reason));
    }

    /** A client's certificate is no longer good, in the middle of its session. */
    public void certificateEnded(Who who, String reason) {
        log.write(Level.WARN, who.fact("certificate-ended").text("reason", reason));
    }

    /** Whose certificate somebody came in with. */
    public void clientCertificate(Who who, String subject) {
        log.write(Level.INFO, who.fact("client-certificate").text("subject", subject));
    }

    /** A connection was cut because of what came over it. */
    public void hostile(Who who, String what) {
        log.ofSession(who, Level.WARN, who.fact("closed").text("reason", what));
    }

    /** The administrator has ended a session. */
    public void kicked(Who who) {
        log.write(Level.WARN, who.fact("kick"));
    }

    /**
     * Sums over a session; files are those that went whole.
     *
     * @param bytesIn of all uploads, the broken ones included
     * @param bytesOut of all downloads, the broken ones included
     */
    public record Totals(long filesIn, long bytesIn, long filesOut, long bytesOut) {}

    // ------------------------------------------------------------------ files

    /** A file went over the wire, or did not. */
    public void transfer(Who who, FileMoved moved) {
        counts.transfer(moved.isDownload(), moved.ending().completion(), moved.time());
        log.write(Level.INFO, moved.addTo(who.fact("transfer")));
        TransferLog.write(who, moved);
    }

    /** The data connection of a transfer or listing is there; {@code tls} tells how it is protected. */
    public void dataOpened(Who who, String verb, String mode, Supplier<String> tls) {
        log.detail(() -> who.fact("data-opened").word("command", verb).word("mode", mode).text("tls", tls.get()));
    }

    /** A transfer got no data connection, or one that is not its own; the client got {@code reply} with that text. */
    public void dataFailed(Who who, String verb, int reply, String result) {
        counts.dataFailed(reply);
        log.ofSession(who, Level.WARN, who.fact("data-failed").word("command", verb).text("result", result));
    }

    /** A listing lacks so many names, which the session's character set cannot write. */
    public void namesLeftOut(Who who, String verb, int names, String charset) {
        log.ofSession(who, Level.WARN, who.fact("names-left-out").word("command", verb).number("names", names)
                .word("charset", charset));
    }

    /**
     * Something of the tree changed: a delete, a directory made or removed.
     *
     * @param what the word for it
     */
    public void changed(Who who, String what, String path) {
        log.write(Level.INFO, who.fact(what).text("path", path));
    }

    public void renamed(Who who, String from, String to) {
        log.write(Level.INFO, who.fact("rename").text("path", from).text("to", to));
    }

    // ------------------------------------------------------------------ who is told

    /** A call of a hook failed, or gave no verdict; {@code id} is of the event, {@code failures} counts the calls for it. */
    public void hookFailed(String hook, String id, long failures, String reason) {
        log.ofHook(hook, Level.WARN, new Fact("hook-failed").word("hook", hook)
                .word("id", id).number("failures", failures).text("reason", reason));
    }

    /** An event could not be delivered, and is dropped. */
    public void hookGaveUp(String hook, String id, String reason) {
        log.write(Level.ERROR, new Fact("hook-gave-up").word("hook", hook).word("id", id).text("reason", reason));
    }

    /** A hook has refused an upload. */
    public void hookRefused(String hook, String id, String reason) {
        log.write(Level.WARN, new Fact("hook-refused").word("hook", hook).word("id", id).text("reason", reason));
    }

    // ------------------------------------------------------------------ the server

    /** Another configuration is in force. */
    public void reloaded(long generation, List<String> changes, List<String> atRestart) {
        counts.reloaded(true);
        log.write(Level.INFO, new Fact("reload").word("result", "in-force").number("generation", generation)
                .text("changes", String.join(", ", changes)).text("at-restart", String.join(", ", atRestart)));
    }

    /** The configuration has mistakes, and the one before stays in force. */
    public void reloadRefused(int problems) {
        counts.reloaded(false);
        log.write(Level.WARN, new Fact("reload").word("result", "refused").number("problems", problems));
    }

    /** A network is shut out for its failed logins. */
    public void banned(Who who, String network, Instant until) {
        counts.banned();
        log.write(Level.WARN, who.fact("banned").word("network", network).word("until", until.toString()));
    }

    /** The administrator has shut a network out. */
    public void banned(String network, Instant until) {
        counts.banned();
        log.write(Level.WARN, new Fact("banned").word("network", network).word("until", until.toString()));
    }

    /** The administrator has let a network in again. */
    public void unbanned(String network) {
        log.write(Level.INFO, new Fact("unbanned").word("network", network));
    }

    /** A client was not let in at all. */
    public void turnedAway(InetAddress from, ConnectionRefusal reason) {
        turnedAway(from, reason, Level.INFO, fact -> fact);
    }

    private void turnedAway(InetAddress from, ConnectionRefusal reason, Level level, UnaryOperator<Fact> more) {
        counts.turnedAway(reason);
        var address = from.getHostAddress();
        log.ofAddress(address, level,
                () -> more.apply(new Fact("turned-away").word(Fact.FROM, address).word("reason", reason.name())));
    }

    /** A connection was closed that should have come through a proxy, with a PROXY header; {@code setting} is the key that asks for it. */
    public void notProxied(InetAddress from, String setting, String why) {
        turnedAway(from, ConnectionRefusal.NOT_PROXIED, Level.WARN,
                fact -> fact.word("setting", setting).text("why", why));
    }
}
