package dev.ftpsd.server.protocol;

/** The reply codes in use, in the words of the RFCs. No other place holds a number. */
public enum ReplyCode {
    /** RFC 959 §4.2.1. */
    FILE_STATUS_OKAY(150),
    COMMAND_OKAY(200),
    SUPERFLUOUS(202),
    SYSTEM_STATUS(211),
    DIRECTORY_STATUS(212),
    FILE_STATUS(213),
    HELP_MESSAGE(214),
    SYSTEM_TYPE(215),
    SERVICE_READY(220),
    CLOSING_CONTROL_CONNECTION(221),
    NO_TRANSFER_IN_PROGRESS(225),
    CLOSING_DATA_CONNECTION(226),
    ENTERING_PASSIVE_MODE(227),
    /** RFC 2428 §3. */
    ENTERING_EXTENDED_PASSIVE_MODE(229),
    USER_LOGGED_IN(230),
    /** RFC 2228 §5. */
    LOGGED_IN_BY_SECURITY_DATA(232),
    /** RFC 2228 §5: the mechanism is accepted, no further exchange is needed. */
    SECURITY_MECHANISM_ACCEPTED(234),
    FILE_ACTION_COMPLETED(250),
    /** draft-twine-ftpmd5: the hash of a file. */
    MD5_OF_FILE(251),
    /** draft-twine-ftpmd5: the hashes of several. */
    MD5_OF_FILES(252),
    PATHNAME_CREATED(257),
    PASSWORD_NEEDED(331),
    /** RFC 2228 §5: a challenge in its text. */
    CHALLENGE(336),
    FURTHER_INFORMATION_PENDING(350),
    SERVICE_NOT_AVAILABLE(421),
    CANNOT_OPEN_DATA_CONNECTION(425),
    CONNECTION_CLOSED_TRANSFER_ABORTED(426),
    /** RFC 2228 §5: a resource for security is missing. */
    SECURITY_RESOURCE_UNAVAILABLE(431),
    FILE_BUSY(450),
    LOCAL_ERROR(451),
    INSUFFICIENT_STORAGE(452),
    UNRECOGNIZED(500),
    SYNTAX_ERROR_IN_ARGUMENTS(501),
    NOT_IMPLEMENTED(502),
    BAD_SEQUENCE(503),
    NOT_IMPLEMENTED_FOR_PARAMETER(504),
    /** RFC 4217 §10.2: this PROT setting does not allow a data connection. */
    PROTECTION_LEVEL_REFUSED(521),
    /** RFC 4217 §10.2, and RFC 2428 §2 for an unknown network protocol. */
    DATA_TLS_FAILED_OR_PROTOCOL_UNKNOWN(522),
    NOT_LOGGED_IN(530),
    /** RFC 2228 §5: the control connection is not protected. */
    NOT_PROTECTED(533),
    /** RFC 2228 §5: refused by policy. */
    DENIED_BY_POLICY(534),
    /** RFC 2228 §5. */
    PROTECTION_LEVEL_UNSUPPORTED(536),
    FILE_UNAVAILABLE(550),
    /** RFC 959 §4.2.1 has it for page types; the drafts of HASH and RANG for a range that the file does not have. */
    RANGE_NOT_SATISFIABLE(551),
    EXCEEDED_STORAGE_ALLOCATION(552),
    FILE_NAME_NOT_ALLOWED(553),
    /** RFC 1123 §4.1.2.9 and RFC 3659 §5: the REST offset does not fit. */
    INVALID_RESTART_OFFSET(554),
    /** draft-bryan-ftpext-hash: this file is not hashed, by policy. */
    HASH_NOT_ALLOWED(556);

    private final int number;

    ReplyCode(int number) {
        this.number = number;
    }

    /** Three digits, 100 to 599. */
    public int number() {
        return number;
    }

    /** Whether another reply to the same command follows (1yz). */
    public boolean isPreliminary() {
        return number < 200;
    }

    /** Whether the command failed (4yz, 5yz). */
    public boolean isNegative() {
        return number >= 400;
    }
}
