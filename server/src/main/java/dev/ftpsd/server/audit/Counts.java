package dev.ftpsd.server.audit;

import java.time.Duration;

import dev.ftpsd.server.audit.FileMoved.Completion;

/**
 * Counts the facts of a server's day, for graphs and alarms: by a few words of the server's own, never by a name, an address or
 * a path of a client. Any thread, event loops included: waits for nothing.
 */
public interface Counts {

    /** Counts nothing. */
    Counts NONE = new Counts() {
    };

    /** Which connection a handshake is of. */
    enum Connection {
        CONTROL, DATA
    }

    /** A client has connected to that listener. */
    default void connected(String listener) {}

    /** A login has succeeded. */
    default void login() {}

    /** A login was refused. */
    default void loginRefused(LoginRefusal reason) {}

    /** A transfer of a file has ended. */
    default void transfer(boolean download, Completion completion, Duration time) {}

    /** A transfer got no data connection of its own. */
    default void dataFailed(int reply) {}

    /**
     * A TLS handshake is done.
     *
     * @param version such as {@code TLSv1.3}
     * @param resumed whether it resumed a session
     */
    default void handshake(Connection connection, String version, boolean resumed) {}

    /** A TLS handshake has failed. */
    default void handshakeFailed(Connection connection) {}

    /** A client was not let in at all. */
    default void turnedAway(ConnectionRefusal reason) {}

    /** A network is shut out from now on. */
    default void banned() {}

    /** The configuration was read again. */
    default void reloaded(boolean inForce) {}
}
