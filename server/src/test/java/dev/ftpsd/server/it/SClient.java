package dev.ftpsd.server.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** {@code openssl s_client} as somebody types into it: a control connection that leaves its newest session in a file. */
final class SClient implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final Process process;
    private final BufferedReader replies;

    /** Connects, and begins TLS with AUTH. */
    SClient(RunningTree tree, TlsVersion version, Path session) throws IOException {
        var line = new ArrayList<>(List.of("openssl", "s_client", "-quiet", "-connect", "127.0.0.1:" + tree.port(),
                "-starttls", "ftp", "-sess_out", session.toString(), version.openssl));
        this.process = new ProcessBuilder(line).directory(tree.site().elsewhere().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        this.replies = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Sends a line and reads on to the last line of the next reply; fails unless it begins so. */
    String ask(String line, String code) throws IOException {
        var out = process.outputWriter(StandardCharsets.UTF_8);
        out.write(line + "\r\n");
        out.flush();
        return expect(code);
    }

    /** Reads on to the last line of the next reply; fails unless it begins so. */
    String expect(String code) throws IOException {
        for (var line = replies.readLine(); line != null; line = replies.readLine()) {
            if (line.matches("\\d{3} .*")) {
                assertTrue(line.startsWith(code + " "), line);
                return line;
            }
        }
        return fail("the connection has ended before " + code);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
