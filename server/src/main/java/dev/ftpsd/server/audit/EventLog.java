package dev.ftpsd.server.audit;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;

import dev.ftpsd.server.protocol.Printable;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The facts of a server's day, one line each: a word for what happened, then {@code key=value} pairs, those of the session
 * first. Values that a client chose are escaped and quoted, so that no client can forge a line. Secrets and paths of the
 * machine have no way in: no method takes one.
 */
public final class EventLog {

    private static final Logger LOG = LogManager.getLogger("dev.ftpsd.events");

    /**
     * Whose fact it is.
     *
     * @param session number of the session
     * @param from address of the client
     * @param user logged in, or the name that was tried; empty before USER
     */
    public record Who(long session, String from, String user) {

        @Override
        public String toString() {
            return "session=" + session + " from=" + from + (user.isEmpty() ? "" : " user=" + quoted(user));
        }
    }

    public void connected(Who who, String listener) {
        LOG.debug("connect {} listener={}", who, listener);
    }

    public void login(Who who, String protection) {
        LOG.info("login {} tls={}", who, protection);
    }

    /** Somebody came in without a name of their own; {@code password} is what they say is their mail address. */
    public void anonymous(Who who, String password) {
        LOG.info("anonymous {} mail={}", who, quoted(password));
    }

    /** A session uses a relaxed rule: said at each login, so that it is not forgotten. */
    public void relaxed(Who who, String rule) {
        LOG.info("relaxed {} rule={}", who, rule);
    }

    public void loginRefused(Who who, String reason) {
        LOG.warn("login-refused {} reason={}", who, reason);
    }

    /**
     * A file went over the wire, or did not.
     *
     * @param verb the command
     * @param bytes of the file
     * @param result {@code ok}, or the reply that the client got
     */
    public void transfer(Who who, String verb, String path, long bytes, Duration time, String result) {
        LOG.info("transfer {} command={} path={} bytes={} ms={} result={}", who, verb, quoted(path), bytes,
                time.toMillis(), quoted(result));
    }

    /**
     * A transfer got no data connection, or one that is not its own.
     *
     * @param result the text that the client got
     */
    public void dataFailed(Who who, String verb, String result) {
        LOG.warn("data-failed {} command={} result={}", who, verb, quoted(result));
    }

    /**
     * Something of the tree changed: a delete, a rename, a directory made or removed.
     *
     * @param what the word for it
     */
    public void changed(Who who, String what, String path) {
        LOG.info("{} {} path={}", what, who, quoted(path));
    }

    public void renamed(Who who, String from, String to) {
        LOG.info("rename {} path={} to={}", who, quoted(from), quoted(to));
    }

    /** A network is shut out for its failed logins. */
    public void banned(Who who, String network, Instant until) {
        LOG.warn("banned {} network={} until={}", who, network, until);
    }

    /** A client was not let in at all. */
    public void turnedAway(InetAddress from, String reason) {
        LOG.info("turned-away from={} reason={}", from.getHostAddress(), reason);
    }

    /** A connection was cut because of what came over it. */
    public void hostile(Who who, String what) {
        LOG.warn("closed {} reason={}", who, quoted(what));
    }

    public void disconnected(Who who, Duration time) {
        LOG.debug("disconnect {} seconds={}", who, time.toSeconds());
    }

    private static String quoted(String text) {
        return '"' + Printable.escape(text).replace("\"", "\\\"") + '"';
    }
}
