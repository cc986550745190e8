package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What SIGTERM and SIGHUP do to a server and to those who are on it. */
final class SignalsIT {

    /** More than the sockets' buffers hold: what is in them is done for the server. */
    private static final int SIZE = 30_000_000;

    @TempDir
    Path directory;

    private Site site = new Site(Path.of(""));

    @BeforeEach
    void makeSite() throws IOException {
        site = Site.make(directory);
    }

    @Test
    void sigterm_ends_an_idle_server_with_0_within_five_seconds() throws Exception {
        try (var tree = RunningTree.start(site)) {
            var end = tree.terminate();

            assertEquals(0, end.exitCode(), tree.log());
            assertTrue(end.after().compareTo(Duration.ofSeconds(5)) < 0, end::toString);
        }
    }

    @Test
    @Needs("curl")
    void sigterm_lets_a_running_transfer_finish() throws Exception {
        site.machine("", "2m");
        try (var tree = RunningTree.start(site); var download = heldDownload(tree)) {
            tree.signal("TERM");
            tree.await("stopping");
            var refused = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4).run("--max-time", "5", "--verbose",
                    "ftp://127.0.0.1:" + tree.port());

            assertTrue(refused.exitCode() != 0, "a new client was let in");
            assertTrue(refused.errors().contains("421 The server is shutting down"), refused::toString);
            download.finish(received());
            assertEquals(0, tree.end().exitCode(), tree.log());
            assertEquals(Content.sum(site.home("alice").resolve("slow")), Content.sum(received()));
        }
    }

    @Test
    @Needs("curl")
    void sigterm_breaks_a_transfer_off_that_takes_longer_than_the_grace() throws Exception {
        site.machine("", "1s");
        try (var tree = RunningTree.start(site)) {
            var download = endlessDownload(tree);

            var end = tree.terminate();

            assertEquals(0, end.exitCode(), tree.log());
            assertTrue(end.after().compareTo(Duration.ofSeconds(8)) < 0, end::toString);
            assertTrue(download.result().exitCode() != 0, "half a file is not called whole");
        }
    }

    @Test
    @Needs("curl")
    void a_second_sigterm_waits_for_no_transfer() throws Exception {
        try (var tree = RunningTree.start(site)) {
            var download = endlessDownload(tree);
            tree.signal("TERM");
            tree.await("stopping");
            assertFalse(download.isOver());

            var end = tree.terminate();

            assertEquals(0, end.exitCode(), tree.log());
            assertTrue(end.after().compareTo(Duration.ofSeconds(4)) < 0, end::toString);
            assertTrue(download.result().exitCode() != 0, "half a file is not called whole");
        }
    }

    @Test
    @Needs("curl")
    void sighup_lets_a_new_user_in_and_loses_no_session() throws Exception {
        try (var tree = RunningTree.start(site)) {
            var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
            curl.as("bob:secret", List.of(curl.url(""))).exits(67);
            try (var download = heldDownload(tree)) {
                site.users(site.user("alice"), site.user("bob"));
                tree.signal("HUP");
                tree.await("reloaded: generation 2: users +1, listeners unchanged");

                curl.as("bob:secret", List.of(curl.url(""))).succeeds();
                download.finish(received());
                assertEquals(Content.sum(site.home("alice").resolve("slow")), Content.sum(received()));
            }
        }
    }

    @Test
    @Needs("curl")
    void sighup_with_a_mistake_changes_nothing_and_names_its_place() throws Exception {
        try (var tree = RunningTree.start(site)) {
            site.users(site.user("bob"), "  - name: carol\n    pasword: x\n");
            tree.signal("HUP");
            tree.await(Pattern.compile("users\\.yaml:\\d+:\\d+.*pasword"));
            tree.await("not reloaded");

            var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
            curl.run(curl.url("")).succeeds();
            curl.as("bob:secret", List.of(curl.url(""))).exits(67);
        }
    }

    private Path received() {
        return directory.resolve("received");
    }

    /** A download that has begun and is waited for. */
    private HeldDownload heldDownload(RunningTree tree) throws Exception {
        makeSlow();
        return HeldDownload.begin(tree, "alice", "secret", "slow");
    }

    private void makeSlow() throws IOException {
        Content.write(Files.createDirectories(site.home("alice")).resolve("slow"), SIZE);
    }

    /** A download of a minute that has begun: it is never waited for, and a busy machine must not bring it to its end. */
    private Behind endlessDownload(RunningTree tree) throws Exception {
        makeSlow();
        var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
        var download = Behind.start(() -> curl.run("--limit-rate", "500k", "--output", received().toString(),
                curl.url("slow")));
        while (!download.isOver() && !(Files.exists(received()) && Files.size(received()) > 0)) {
            Thread.sleep(20);
        }
        return download;
    }
}
