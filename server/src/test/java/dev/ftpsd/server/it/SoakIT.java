package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/**
 * A mixed load with faults and reloads: memory, descriptors, threads and staged files stay where they are. Half a minute in a
 * build; {@code mvn -Psoak -pl server -am verify} takes two hours, or {@code -Dftpsd.soak.seconds} as many.
 */
final class SoakIT {

    private static final long SECONDS = Long.getLong("ftpsd.soak.seconds", 30);
    private static final int CLIENTS = 6;
    private static final int SAMPLES = 40;
    /** To count what is alive stops the server for the better part of a second. */
    private static final int BETWEEN_COLLECTIONS = 5;

    @TempDir
    private Path directory;

    /**
     * All of the heap is there from the start. Otherwise the process grows for minutes because the collector has not yet used
     * what it may, and nobody sees what is lost beside the heap.
     */
    private static final Map<String, String> ONE_SIZE = Map.of("FTPSD_JAVA_OPTIONS",
            "-Xms160m -Xmx160m -XX:+AlwaysPreTouch");

    /** What the process holds at one moment; of the heap, what a collection leaves. */
    private record Sample(long memoryMiB, long liveKiB, long descriptors, long threads, long staged) {}

    @Test
    void nothing_grows_under_a_mixed_load_with_faults_and_reloads() throws Exception {
        var site = Site.make(directory);
        var done = new AtomicBoolean();
        try (var tree = RunningTree.start(site, RunningTree.launcher(), ONE_SIZE);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<SoakClient>();
            var working = new ArrayList<Future<Long>>();
            for (var i = 0; i < CLIENTS; i++) {
                var client = new SoakClient(tree.port(), i, done);
                clients.add(client);
                working.add(threads.submit(client));
            }
            var samples = sample(tree, working);
            done.set(true);
            var operations = 0L;
            for (var work : working) {
                operations += work.get();
            }
            for (var client : clients) {
                client.tidyUp();
            }
            tell(samples, operations, clients.stream().mapToLong(SoakClient::faults).sum());
            assertFlat(samples);
            var reloads = tree.log().lines().filter(line -> line.contains(" reload ")).count();
            assertTrue(reloads >= SAMPLES / 2, reloads + " reloads");
            assertEquals(0, staged(site), "nothing is left that no name leads to");
        }
    }

    /** As many as there are while it works; the configuration is loaded anew behind each. */
    private static List<Sample> sample(RunningTree tree, List<Future<Long>> working)
            throws Exception {
        var samples = new ArrayList<Sample>();
        var live = 0L;
        for (var i = 0; i < SAMPLES; i++) {
            TimeUnit.MILLISECONDS.sleep(SECONDS * 1000 / SAMPLES);
            assertAllWork(working);
            tree.site().users(tree.site().user("alice"), tree.site().user("bob" + i));
            tree.signal("HUP");
            if (i % BETWEEN_COLLECTIONS == 0) {
                live = tree.liveHeapKiB();
            }
            samples.add(
                    new Sample(tree.residentMiB(), live, tree.descriptors(), tree.threads(), staged(tree.site())));
        }
        return samples;
    }

    /** A client that has stopped says why. */
    private static void assertAllWork(List<Future<Long>> working) throws Exception {
        for (var work : working) {
            if (work.isDone()) {
                fail("a client has stopped behind " + work.get() + " operations");
            }
        }
    }

    /** The last quarter of the time against the second one: in the first, everything is still being made. */
    private static void assertFlat(List<Sample> samples) {
        for (var kind : List.of(new Kind("MiB of memory", Sample::memoryMiB, 1.1, 48),
                new Kind("KiB of live heap", Sample::liveKiB, 1.25, 8192),
                new Kind("descriptors", Sample::descriptors, 1, 40), new Kind("threads", Sample::threads, 1, 12),
                new Kind("staged files", Sample::staged, 1, 2 * CLIENTS))) {
            var before = kind.median(samples.subList(SAMPLES / 4, SAMPLES / 2));
            var after = kind.median(samples.subList(SAMPLES * 3 / 4, SAMPLES));
            assertTrue(after <= before * kind.factor() + kind.more(),
                    () -> before + " and then " + after + " " + kind.name() + ": " + samples);
        }
    }

    /** What is measured, and by how much it may differ between two quarters of the time. */
    private record Kind(String name, ToLongFunction<Sample> of, double factor, long more) {

        long median(List<Sample> samples) {
            return samples.stream().mapToLong(of).sorted().skip(samples.size() / 2).findFirst().orElseThrow();
        }
    }

    private static void tell(List<Sample> samples, long operations, long faults) {
        System.out.printf("figure: soak, %s: %d operations, %d faults, %d reloads; first quarter %s, last %s%n",
                Duration.ofSeconds(SECONDS), operations, faults, SAMPLES, samples.get(SAMPLES / 4), samples.getLast());
    }

    private static long staged(Site site) throws IOException {
        if (!Files.exists(site.home("alice"))) {
            return 0;
        }
        try (var files = Files.list(site.home("alice"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(".ftpsd-")).count();
        }
    }
}
