package dev.ftpsd.server.control;

import dev.ftpsd.server.protocol.Outcome;

/** The beginning and the end of a session, as the sequencer meets them. On the event loop. */
interface Lifecycle {

    /** The first reply: 220, or 421 with a close. */
    Outcome greeting();

    /** The client is no FTP client, or smuggles commands: the connection is being closed. */
    void hostile(String reason);

    /** The connection is gone. */
    void gone();
}
