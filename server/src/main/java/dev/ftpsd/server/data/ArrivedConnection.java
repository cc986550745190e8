package dev.ftpsd.server.data;

import io.netty.channel.Channel;

/**
 * A data connection that has reached its session.
 *
 * @param handler keeps what arrives until a transfer takes it
 * @param bound whether its TLS session is the session's own; always false in clear
 */
record ArrivedConnection(Channel channel, DataHandler handler, boolean bound) {

    boolean isProtected() {
        return handler.isProtected();
    }

    /** Closes it before anybody has used it; what has arrived is given up at once, since its event loop may end first. */
    void drop() {
        handler.inbox().discard();
        channel.close();
    }
}
