package dev.ftpsd.server.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What clients say in the transcripts: the best start for whoever looks for inputs that nobody thought of. */
public final class ClientLines {

    private ClientLines() {}

    /** For each transcript all that its client sends, with CR LF behind each line. */
    public static List<byte[]> perTranscript() throws IOException {
        var all = new ArrayList<byte[]>();
        for (var transcript : TranscriptFiles.all()) {
            var sent = new StringBuilder();
            for (var step : transcript.steps()) {
                if (step instanceof Step.Send(int line, var command)) {
                    sent.append(command).append("\r\n");
                }
            }
            all.add(sent.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
        return all;
    }
}
