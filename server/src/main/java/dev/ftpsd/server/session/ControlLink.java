package dev.ftpsd.server.session;

import dev.ftpsd.server.protocol.Reply;

/** What a session may do to its control connection, from any thread. */
public interface ControlLink {

    /** Sends a reply in one write; replies of one thread keep their order. */
    void send(Reply reply);

    /** Sends a farewell (221, 421), then close_notify under TLS, and closes. */
    void close(Reply farewell);

    /** As {@link #close}, but a command that runs is finished first, its transfer included. */
    void closeWhenIdle(Reply farewell);

    /** Lets a fresh TLS session ticket leave with the next reply, where the protocol version has such a thing. */
    void issueTicket();
}
