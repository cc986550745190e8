package dev.ftpsd.server.command;

/** How a command gets past one that runs (RFC 959 §4.1.3, RFC 1123 §4.1.2.10). */
public enum Lane {
    /** Waits its turn. */
    IN_TURN,
    /** Aborts what runs now, and is answered next: ABOR. */
    ABORTS,
    /** Is answered at once during a transfer if it has no argument: STAT. */
    AT_ONCE
}
