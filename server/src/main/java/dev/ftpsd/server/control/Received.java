package dev.ftpsd.server.control;

import dev.ftpsd.server.protocol.CommandLine;
import dev.ftpsd.server.protocol.ReplyCode;

/** What the decoder makes of one line. */
sealed interface Received {

    /** Octets that it takes in the queue. */
    int size();

    /** A command. */
    record Line(CommandLine command, int size) implements Received {}

    /**
     * A line that can be no command, with the reply that it gets.
     *
     * @param text names what is wrong with it
     * @param size octets
     */
    record Malformed(ReplyCode code, String text, int size) implements Received {}

    /**
     * What no FTP client sends. The connection ends at once.
     *
     * @param reason for the event log
     * @param answered whether a last reply says that this is FTP
     */
    record Hostile(String reason, boolean answered) implements Received {

        /** Commands smuggled behind AUTH, to run as if they had come protected, or behind REIN, as if in clear. */
        static final Hostile INJECTION = new Hostile("bytes behind AUTH or REIN: command injection", false);

        /** A browser, a mail program, a TLS handshake on a port that begins in clear. */
        static Hostile otherProtocol(String reason) {
            return new Hostile("not FTP: " + reason, true);
        }

        @Override
        public int size() {
            return 0;
        }
    }
}
