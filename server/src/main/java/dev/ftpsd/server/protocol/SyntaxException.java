package dev.ftpsd.server.protocol;

/** An argument that cannot be what the command asks for: 501. The message is shown to the client. */
public final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    public SyntaxException(String message) {
        super(message);
    }
}
