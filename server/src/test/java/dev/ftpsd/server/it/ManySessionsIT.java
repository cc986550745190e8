package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
            assertEquals(SESSIONS, times(tree.log(), " login ").size(), tree.log());
            assertTrue(wereThereTogether(tree.log()), tree.log());
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

    /** A file is on its way at once, and its client then reads it for two seconds: by then the last one has logged in. */
    private static boolean wereThereTogether(String log) {
        var lastLogin = times(log, " login ").getLast();
        return lastLogin.isBefore(times(log, "command=RETR").getFirst().plusSeconds(1));
    }

    private static List<Instant> times(String log, String event) {
        return log.lines().filter(line -> line.contains(event)).map(line -> Instant.parse(line.split(" ", 2)[0]))
                .sorted().toList();
    }
}
