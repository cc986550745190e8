package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * lftp, logged in as alice under TLS, with nothing of its user's settings.
 *
 * @param tree the server
 * @param own a folder for what lftp keeps
 */
record Lftp(RunningTree tree, Path own) {

    /**
     * Runs one command.
     *
     * @param setting a line before the connection is made
     */
    Result run(String setting, String command) throws IOException, InterruptedException {
        var script = """
                set ssl:verify-certificate no
                %s
                set ftp:ssl-force yes
                set ftp:ssl-protect-data yes
                set net:max-retries 1
                set net:timeout 20
                set cmd:fail-exit yes
                open -u alice,secret ftp://127.0.0.1:%d
                %s
                """.formatted(setting, tree.port(), command);
        return Tool.in(tree.site().elsewhere(), "lftp").with("LFTP_HOME", own.toString())
                .within(Duration.ofMinutes(5)).run(List.of("--norc", "-f", "/dev/stdin"), script);
    }
}
