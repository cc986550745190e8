package dev.ftpsd.tls.openssl;

import java.util.OptionalLong;

import dev.ftpsd.tls.DataEngine;

/** A data engine that knows what its client has resumed by. */
sealed interface Resuming extends DataEngine permits OpenSslDataEngine, ResumedDataEngine {

    /** Tells the ticket that the client resumed by from others; empty where it had none, as with the server's cache. */
    OptionalLong shownTicket();
}
