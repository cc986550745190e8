package dev.ftpsd.server.data;

import dev.ftpsd.tls.DataEngine;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * A data connection that has reached its session.
 *
 * @param handler keeps what arrives until a transfer takes it
 * @param bound its TLS side where that has resumed the session's own; else, and always in clear, null
 */
record ArrivedConnection(Channel channel, DataHandler handler, @Nullable DataEngine bound) {

    boolean isProtected() {
        return handler.isProtected();
    }

    /** Tells its session if it was bound. */
    void tell(DataOwner owner) {
        if (bound != null) {
            owner.wasBound(bound);
        }
    }

    /** Closes it before anybody has used it; what has arrived is given up at once, since its event loop may end first. */
    void drop() {
        handler.inbox().discard();
        channel.close();
    }
}
