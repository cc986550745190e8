package dev.ftpsd.auth;

/** The answer to one step of a login. */
public sealed interface Verdict {

    /** Logged in: 230, or 232 at USER. */
    record Accepted(Account account) implements Verdict {}

    /** A password decides: 331. The same for every name, so that it does not tell which exist (RFC 2577 §7). */
    record PasswordNeeded() implements Verdict {}

    /**
     * A one-time code is needed with the password: 336 (RFC 2228 §3).
     *
     * @param challenge the text for the client
     */
    record ChallengeNeeded(String challenge) implements Verdict {}

    /**
     * Not this time: 530.
     *
     * @param reason for the event log alone; the client is told the same text whatever it is
     */
    record Rejected(Reason reason) implements Verdict {}

    /** Why a login was refused, in the event log's words. */
    enum Reason {
        UNKNOWN_USER, WRONG_PASSWORD, NO_PASSWORD_LOGIN, DISABLED, EXPIRED, OUT_OF_HOURS, ADDRESS_DENIED,
        NO_CERTIFICATE,
        CERTIFICATE_MISMATCH, WRONG_CODE, OVERLOADED
    }
}
