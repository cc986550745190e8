package dev.ftpsd.server.config;

/** A users file is not edited; the message says why and what to do by hand. */
public final class EditRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    EditRefusedException(String message) {
        super(message);
    }
}
