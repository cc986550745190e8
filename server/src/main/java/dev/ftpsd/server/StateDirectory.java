package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** What is wrong with {@code server.state-dir}, in words for the administrator. */
final class StateDirectory {

    private StateDirectory() {}

    /** In one line, with the remedy. */
    static String problem(IOException failure) {
        var user = System.getProperty("user.name", "?");
        return "server.state-dir: " + switch (failure) {
            case AccessDeniedException denied -> denied.getFile() + ": the user that the server runs as, " + user
                    + ", may not write there: give it write access, or name a directory that it may write";
            case FileSystemException wrong when String.valueOf(wrong.getReason()).contains("ead-only") ->
                    wrong.getFile() + " is on a read-only file system: mount a volume there that may be written,"
                            + " or name another directory";
            case IOException other -> other + "; set it to a directory that may be written";
        };
    }
}
