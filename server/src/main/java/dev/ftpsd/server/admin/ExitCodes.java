package dev.ftpsd.server.admin;

/** What the program exits with, after {@code sysexits.h} where that has a word for it. */
public final class ExitCodes {

    /** Done. */
    public static final int OK = 0;

    /** Not done; the line on standard error says why. */
    public static final int REFUSED = 1;

    /** The command line is wrong (EX_USAGE). */
    public static final int USAGE = 64;

    /** No server answers (EX_UNAVAILABLE). */
    public static final int UNAVAILABLE = 69;

    /** The configuration is wrong (EX_CONFIG). */
    public static final int CONFIG = 78;

    private ExitCodes() {}
}
