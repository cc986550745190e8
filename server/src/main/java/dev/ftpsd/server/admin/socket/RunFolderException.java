package dev.ftpsd.server.admin.socket;

import java.io.IOException;

/** The folder of the control socket cannot be used. The message begins with its key and ends with the remedy. */
public final class RunFolderException extends IOException {

    private static final long serialVersionUID = 1L;

    RunFolderException(String message) {
        super("server.run-dir: " + message);
    }

    RunFolderException(String message, Throwable cause) {
        super("server.run-dir: " + message, cause);
    }
}
