package dev.ftpsd.server.data;

import java.io.IOException;

/** A data connection that did not come about or broke. The message is shown to the client and says what to do. */
public final class DataFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private static final String HANDSHAKE_FAILED = "TLS handshake of the data connection failed.";

    /** What happened, as far as the reply depends on it. */
    public enum Kind {
        /** It could not be opened, or nobody came: 425. */
        NOT_OPENED,
        /** It came, but does not belong to this session by its TLS session: 522 (RFC 4217 §10.2). */
        NOT_BOUND,
        /** Its TLS handshake failed, or none began: 522 (RFC 4217 §10.2). */
        TLS_FAILED,
        /** It broke, stalled or ended without close_notify: 426. */
        BROKEN,
        /** What came is no zlib stream, or not the whole of one, or more than one: 451. */
        GARBLED,
        /** What came is more than was agreed: a zlib stream that expands too much, bytes behind the range of RANG: 552. */
        TOO_MUCH,
        /** What came is less than the range of RANG: 551. */
        TOO_LITTLE,
        /** ABOR, or the control connection is gone: 426. */
        ABORTED
    }

    private final Kind kind;

    public DataFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public DataFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Others of the client's address stand where this one would: theirs and its connection could not be told apart. */
    static DataFailure busy() {
        return new DataFailure(Kind.NOT_OPENED,
                "The data port is busy with other sessions of your address; try again, or use a"
                        + " client that resumes the TLS session.");
    }

    static DataFailure handshakeFailed() {
        return new DataFailure(Kind.TLS_FAILED, HANDSHAKE_FAILED);
    }

    static DataFailure handshakeFailed(Throwable cause) {
        return new DataFailure(Kind.TLS_FAILED, HANDSHAKE_FAILED, cause);
    }

    static DataFailure withoutTls() {
        return new DataFailure(Kind.TLS_FAILED, "The data connection came without TLS, but PROT is P;"
                + " switch on TLS for data connections (PROT P) in the client.");
    }

    public Kind kind() {
        return kind;
    }

    /** None, but that of a cause: it is an answer to the client, and with each small file several come about that nobody hears. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    /** Whether no byte of the transfer can have moved. */
    public boolean isBeforeFirstByte() {
        return switch (kind) {
            case NOT_OPENED, NOT_BOUND, TLS_FAILED -> true;
            case BROKEN, GARBLED, TOO_MUCH, TOO_LITTLE, ABORTED -> false;
        };
    }
}
