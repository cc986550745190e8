package dev.ftpsd.server.support;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Transfers that a test looks at while they run. */
public final class LongTransfer {

    private LongTransfer() {}

    /**
     * Begins one.
     *
     * @param protection {@code clear}, or else it is shaken hands
     * @param command with its argument
     */
    public static DataLink begin(FtpTestClient client, String protection, String command) throws IOException {
        var data = client.openData();
        client.ask(command, 150);
        if (!protection.equals("clear")) {
            client.secure(data);
        }
        return data;
    }

    /** How many bytes it has moved, as STAT tells; it has to run. */
    public static long moved(FtpTestClient client, String verb) {
        try {
            return Long.parseLong(client.ask("STAT", 211).toString()
                    .replaceAll("(?s).*" + verb + " in progress, (\\d+) bytes.*", "$1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
