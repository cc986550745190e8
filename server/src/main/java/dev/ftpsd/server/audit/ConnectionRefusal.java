package dev.ftpsd.server.audit;

/** Why a client was not let in at all, in the words of the event log. */
public enum ConnectionRefusal {
    /** The server ends. */
    DRAINING,
    /** {@code security.deny}. */
    DENIED, BANNED,
    /** Too many connections of one network at once. */
    TOO_FAST,
    /** It did not come through a proxy, where the listener asks for one. */
    NOT_PROXIED
}
