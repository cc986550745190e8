package dev.ftpsd.server.audit;

import java.time.Duration;
import java.util.Locale;

/**
 * A transfer of a file, as it ended.
 *
 * @param verb the command
 * @param path of the file, as the user sees it
 * @param bytes of the file that moved, before any translation
 * @param time from the command to the end
 * @param connection how it went over the wire
 * @param completion how it ended
 * @param result {@code ok}, or the text that the client got
 */
public record FileMoved(String verb, String path, long bytes, Duration time, Connection connection,
        Completion completion, String result) {

    private static final String DOWNLOAD = "RETR";

    /** Whether the file went to the client. */
    public boolean isDownload() {
        return verb.equals(DOWNLOAD);
    }

    Fact addTo(Fact fact) {
        return fact.word("command", verb).word("direction", isDownload() ? "out" : "in").text("path", path)
                .number("bytes", bytes).number("ms", time.toMillis())
                .word("type", connection.type).word("mode", connection.active ? "active" : "passive")
                .word("protection", connection.protection)
                .word("completion", completion.name().toLowerCase(Locale.ROOT)).text("result", result);
    }

    /**
     * How a file went over the wire.
     *
     * @param type the letter of TYPE
     * @param active whether the server connected to the client
     * @param protection the letter of PROT
     */
    public record Connection(String type, boolean active, String protection) {}

    /** How a transfer ended. */
    public enum Completion {
        COMPLETE,
        /** By ABOR, or because the control connection was lost. */
        ABORTED,
        /** By anything else. */
        FAILED
    }
}
