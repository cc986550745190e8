package dev.ftpsd.server.audit;

/** Why a login was refused, in the words of the event log; the client is told less. All that {@code auth.Verdict.Reason} has, and more. */
public enum LoginRefusal {
    UNKNOWN_USER, WRONG_PASSWORD, NO_PASSWORD_LOGIN, DISABLED, EXPIRED, OUT_OF_HOURS, ADDRESS_DENIED, NO_CERTIFICATE,
    CERTIFICATE_MISMATCH, WRONG_CODE, OVERLOADED,
    /** The user or the listener demands TLS, and the login came in clear. */
    TLS_REQUIRED,
    /** The home cannot be opened; the log says why. */
    HOME_UNAVAILABLE,
    /** One more than {@code limits.sessions} of the user. */
    TOO_MANY_SESSIONS,
    /** A hook is to be told, and {@code events.spool-limit} events wait already. */
    SPOOL_FULL,
    /** The same, and the spool cannot be written to. */
    SPOOL_FAILED;

    /** The same word as {@code reason}'s. */
    public static LoginRefusal of(Enum<?> reason) {
        return valueOf(reason.name());
    }
}
