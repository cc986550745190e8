package dev.ftpsd.server;

/** The server cannot start. The message says in one line what the administrator must change. */
public final class StartFailure extends Exception {

    private static final long serialVersionUID = 1L;

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }

    public StartFailure(String message) {
        super(message);
    }
}
