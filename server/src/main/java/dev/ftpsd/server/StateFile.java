package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.ftpsd.server.config.WholeText;

/**
 * A small text file of {@code state-dir} that is read whole and replaced whole: whoever opens it, also after a crash or on
 * a full disk, finds the old text or the new one. For threads that may wait; one at a time.
 *
 * @param file where it is; its directory is made when it is first written
 */
record StateFile(Path file) {

    /**
     * Its lines; none where it is not there.
     *
     * @throws IOException if it is there and cannot be read, or is no UTF-8
     */
    List<String> read() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** Replaces it; for its owner alone (mode 0600). */
    void write(List<String> lines) throws IOException {
        WholeText.replace(file, String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
    }
}
