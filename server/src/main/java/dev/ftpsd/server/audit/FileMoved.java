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
 * @param ending how it ended
 * @param sha256 of the whole file in lower-case digits, where the upload was hashed; else empty
 */
public record FileMoved(String verb, String path, long bytes, Duration time, Connection connection,
        Ending ending, String sha256) {

    private static final String DOWNLOAD = "RETR";

    /** Whether the file went to the client. */
    public boolean isDownload() {
        return verb.equals(DOWNLOAD);
    }

    Fact addTo(Fact fact) {
        var moved = fact.word("command", verb).word("direction", isDownload() ? "out" : "in").text("path", path)
                .number("bytes", bytes).number("ms", time.toMillis())
                .word("type", connection.type).word("mode", connection.active ? "active" : "passive")
                .word("protection", connection.protection)
                .word("completion", ending.completion.name().toLowerCase(Locale.ROOT)).text("result", ending.result);
        return sha256.isEmpty() ? moved : moved.word("sha-256", sha256);
    }

    /**
     * How it ended.
     *
     * @param result {@code ok}, or the text that the client got
     */
    public record Ending(Completion completion, String result) {}

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
