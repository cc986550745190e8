package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Fifty clients at once on one data port: each gets its own bytes, since each data connection says whose it is. */
@Needs("curl")
final class ManySessionsIT {

    private static final int SESSIONS = 50;
    private static final int SIZE = 200_000;

    @Test
    void fifty_sessions_at_once_get_their_own_files(@TempDir Path directory) throws Exception {
        try (var tree = RunningTree.start(Site.make(directory)); var clients = Executors.newCachedThreadPool()) {
            var work = IntStream.range(0, SESSIONS)
                    .<Callable<Result>>mapToObj(i -> () -> upAndDown(tree, directory, i)).toList();

            for (var result : clients.invokeAll(work)) {
                result.get().succeeds();
            }

            for (int i = 0; i < SESSIONS; i++) {
                assertEquals(Content.sum(sent(directory, i)), Content.sum(received(directory, i)), "session " + i);
            }
            assertEquals(SESSIONS, loginsBeforeFirstEnd(tree.log()), tree.log());
        }
    }

    /** Slowed down, so that all are there before the first one goes. */
    private static Result upAndDown(RunningTree tree, Path directory, int i) throws IOException, InterruptedException {
        var way = i % 2 == 0 ? Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4 : Curl.Way.EXPLICIT_TLS_1_2_OVER_IPV4;
        var curl = new Curl(tree, way);
        var sent = Content.write(sent(directory, i), SIZE + i);
        var arguments = new ArrayList<>(List.of("--limit-rate", "100k"));
        arguments.addAll(List.of("--upload-file", sent.toString(), curl.url("file-" + i)));
        arguments.add("--next");
        arguments.addAll(curl.options("alice:secret"));
        arguments.addAll(
                List.of("--limit-rate", "100k", "--output", received(directory, i).toString(), curl.url("file-" + i)));
        return curl.run(arguments);
    }

    private static Path sent(Path directory, int i) {
        return directory.resolve("sent-" + i);
    }

    private static Path received(Path directory, int i) {
        return directory.resolve("received-" + i);
    }

    /** How many had logged in when the first one had its file back. */
    private static long loginsBeforeFirstEnd(String log) {
        return log.lines().takeWhile(line -> !line.contains("command=RETR")).filter(line -> line.contains(" login "))
                .count();
    }
}
