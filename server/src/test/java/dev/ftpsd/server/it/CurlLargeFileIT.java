package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** One file that no buffer holds: 64 MiB, or what {@code -Dftpsd.it.size} says. */
@Needs("curl")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CurlLargeFileIT {

    private final RunningTree tree;
    private final Path sent;
    private final Path received;
    private final String sum;

    CurlLargeFileIT(@TempDir Path directory) throws IOException, InterruptedException {
        this.tree = RunningTree.start(Site.make(directory));
        this.sent = Content.write(directory.resolve("sent"), Scale.largeFile());
        this.received = directory.resolve("received");
        this.sum = Content.sum(sent);
    }

    @AfterAll
    void stop() {
        tree.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "EXPLICIT.*IPV4")
    void a_large_file_arrives_and_comes_back_unchanged(Curl.Way way) throws Exception {
        var curl = new Curl(tree, way);

        timed("curl upload, " + way, curl, "--upload-file", sent.toString(), curl.url("large"));
        timed("curl download, " + way, curl, "--output", received.toString(), curl.url("large"));

        assertEquals(sum, Content.sum(tree.site().home("alice").resolve("large")));
        assertEquals(sum, Content.sum(received));
        Files.delete(received);
    }

    private void timed(String what, Curl curl, String... arguments) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        curl.run(arguments).succeeds();
        Scale.say(what, Scale.largeFile(), Duration.ofNanos(System.nanoTime() - begin));
    }
}
