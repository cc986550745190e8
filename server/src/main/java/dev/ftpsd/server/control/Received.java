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

    /** What no FTP client sends: another protocol, or commands smuggled behind AUTH. The connection ends at once. */
    record Hostile(String reason) implements Received {

        @Override
        public int size() {
            return 0;
        }
    }
}
