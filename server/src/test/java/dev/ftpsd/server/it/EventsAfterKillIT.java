package dev.ftpsd.server.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.ftpsd.server.hook.Receiver;
import dev.ftpsd.server.support.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The process is killed in the middle of uploads, again and again: of each file that is there its receiver hears in the end. */
@Needs("curl")
final class EventsAfterKillIT {

    private static final int ROUNDS = 4;
    private static final int FILES = 40;
    private static final Pattern PATH = Pattern.compile("\"path\":\"/([^\"]*)\"");

    @TempDir
    Path directory;

    @Test
    void every_file_that_is_there_was_told_of_at_least_once_and_no_other() throws Exception {
        var random = new Random(8);
        var site = Site.make(directory);
        try (var receiver = new Receiver(503, 200, 503, 503, 200, 503, 200)) {
            site.machine("events: { retry-first: 50ms, retry-longest: 1s, hooks: [ { name: told, url: \""
                    + receiver.address() + "\", secret: s } ] }\n");
            for (var round = 0; round < ROUNDS; round++) {
                try (var tree = RunningTree.start(site)) {
                    var uploads = uploads(tree, round);
                    awaitTwoFiles(site, "r" + round + "-");
                    TimeUnit.MILLISECONDS.sleep(400 + random.nextInt(1500));
                    tree.signal("KILL");
                    tree.end();
                    uploads.join();
                }
            }

            try (var tree = RunningTree.start(site)) {
                var there = there(site);
                Eventually.holds(() -> told(receiver).containsAll(there), "all are told of");
                Eventually.holds(() -> spooled(site) == 0, "the spool is empty");

                assertEquals(there, told(receiver));
                assertTrue(there.size() > ROUNDS, there::toString);
                assertEquals(0, tree.terminate().exitCode());
            }
        }
    }

    private CompletableFuture<Void> uploads(RunningTree tree, int round) throws IOException {
        var arguments = new ArrayList<String>();
        var names = IntStream.range(0, FILES).mapToObj(number -> "r" + round + "-" + number).toList();
        for (var name : names) {
            Files.writeString(directory.resolve("elsewhere").resolve(name), "content of " + name);
        }
        arguments.add("-T");
        arguments.add("{" + String.join(",", names) + "}");
        arguments.add(new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4).url(""));
        return CompletableFuture.runAsync(() -> {
            try {
                new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4).run(arguments);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** So that each round is broken off in the middle, however long a busy machine takes to begin it. */
    private static void awaitTwoFiles(Site site, String prefix) throws InterruptedException {
        Eventually.holds(() -> {
            try {
                return Files.isDirectory(site.home("alice"))
                        && there(site).stream().filter(name -> name.startsWith(prefix)).count() >= 2;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, "two files have come");
    }

    private static Set<String> there(Site site) throws IOException {
        try (var files = Files.list(site.home("alice"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith(".ftpsd-"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> told(Receiver receiver) {
        return receiver.told().stream().map(told -> {
            var path = PATH.matcher(told.body());
            assertTrue(path.find(), told.body());
            return path.group(1);
        }).collect(Collectors.toCollection(TreeSet::new));
    }

    private static long spooled(Site site) {
        try (var files = Files.list(site.state().resolve("events"))) {
            return files.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
