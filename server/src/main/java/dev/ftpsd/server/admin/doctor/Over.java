package dev.ftpsd.server.admin.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;

/** Something is wrong, and nothing behind it can be looked at. */
final class Over extends Exception {

    private static final long serialVersionUID = 1L;
    private final transient Finding finding;
    private final boolean closed;

    Over(String text, String remedy) {
        this(text, remedy, false);
    }

    private Over(String text, String remedy, boolean closed) {
        this.finding = Finding.problem(text, remedy);
        this.closed = closed;
    }

    /** Nobody answers there. */
    static Over closed(String text, String remedy) {
        return new Over(text, remedy, true);
    }

    /** Whether nobody answers there at all. */
    boolean isClosed() {
        return closed;
    }

    Finding finding() {
        return finding;
    }

    /** Ends the visit unless the reply has that code. */
    static void expect(Visit.Reply reply, int code, String what, String keys) throws Over {
        if (!reply.is(code)) {
            throw new Over(what + " is answered by " + reply, "look at " + keys);
        }
    }

    /** What has happened, without the names of classes. */
    static String words(IOException e) {
        return switch (e) {
            case SocketTimeoutException _ -> "no answer";
            case ConnectException refused -> String.valueOf(refused.getMessage()).contains("refused")
                    ? "the connection is refused" : String.valueOf(refused.getMessage());
            default -> String.valueOf(e.getMessage());
        };
    }
}
