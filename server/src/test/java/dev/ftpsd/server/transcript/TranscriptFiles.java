package dev.ftpsd.server.transcript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All transcripts. */
final class TranscriptFiles {

    private static final Path ROOT = Path.of("src/test/transcripts");

    private TranscriptFiles() {}

    /** Each one, in the order of their names. */
    static List<Transcript> all() throws IOException {
        var transcripts = new ArrayList<Transcript>();
        try (var files = Files.walk(ROOT)) {
            for (var file : files.filter(path -> path.toString().endsWith(".ftp")).sorted().toList()) {
                transcripts.add(TranscriptParser.parse(file));
            }
        }
        return transcripts;
    }
}
