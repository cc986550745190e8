package dev.ftpsd.server.command;

import java.util.function.UnaryOperator;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.session.GuardedFileStore;
import dev.ftpsd.server.session.LoginState;
import dev.ftpsd.server.session.Session;
import dev.ftpsd.server.session.SessionState;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;

/**
 * What a command may touch: the session, the settings as they were when it began, the event log, and the user's files.
 *
 * @param session whose command it is
 * @param settings do not change while the command runs
 * @param events hears of what operators search for
 */
public record CommandContext(Session session, Settings settings, EventLog events) {

    public SessionState state() {
        return session.state();
    }

    public void update(UnaryOperator<SessionState> change) {
        session.update(change);
    }

    /** Sends a reply after which another follows: 150. */
    public void preliminary(Reply reply) {
        if (!reply.isPreliminary()) {
            throw new IllegalArgumentException("not a preliminary reply: " + reply);
        }
        session.control().send(reply);
    }

    /** The account, its files and its directory. Only for commands with {@link Access#LOGGED_IN}. */
    public LoginState.LoggedIn login() {
        return session.loggedIn().orElseThrow(() -> new IllegalStateException("nobody is logged in"));
    }

    public GuardedFileStore files() {
        return login().files();
    }

    /** Where that is on this machine, for programs of the administrator; empty where it is elsewhere, or cannot be told. */
    public String place(VirtualPath path) {
        try {
            return files().place(path).orElse("");
        } catch (StorageException _) {
            return "";
        }
    }

    /**
     * What the client means by {@code path}; the working directory for an empty one.
     *
     * @throws StorageException BAD_NAME
     */
    public VirtualPath path(String path) throws StorageException {
        return login().workingDirectory().resolve(path);
    }
}
