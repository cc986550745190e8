package dev.ftpsd.server.command;

/** Who may give a command. */
public enum Access {
    /** Anybody, also before login. */
    EVERYBODY,
    /** Only a logged-in user: 530 otherwise. */
    LOGGED_IN
}
