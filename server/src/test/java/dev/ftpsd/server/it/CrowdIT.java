package dev.ftpsd.server.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Many sessions of one address, all logged in, of which every tenth is in the middle of a transfer at the same moment, through
 * the one data port. {@code -Dftpsd.it.sessions=10000} is the long form; server and client then need 13,100 open files each.
 */
final class CrowdIT {

    /** More than the buffers of a system hold for a client that does not read: the sender alone has up to 4 MiB. */
    private static final int DOWNLOAD = 12 << 20;
    private static final int UPLOAD = 1 << 20;
    private static final int AT_ONCE = 32;

    private final int sessions = Scale.sessions();
    private final int transfers = sessions / 10;

    @Test
    void sessions_of_one_address_transfer_at_once_through_one_port_and_each_has_its_own_file(@TempDir Path directory)
            throws Exception {
        var site = Site.make(directory).machine("""
                limits: { sessions: %d, pending-data: %d, pending-data-per-ip: %d, idle-timeout: 1h }
                """.formatted(sessions, transfers, transfers));
        var crowd = new ArrayList<Crowd>();
        try (var tree = RunningTree.start(site); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            say("started", tree, Duration.ZERO);
            var began = System.nanoTime();
            crowd.addAll(join(tree));
            say("sessions open: " + sessions, tree, Duration.ofNanos(System.nanoTime() - began));

            prepare(directory, site);
            began = System.nanoTime();
            var all = new CyclicBarrier(transfers + 1);
            var running = IntStream.range(0, transfers)
                    .<Future<?>>mapToObj(i -> threads.submit(transfer(crowd.get(i * 10), i, directory, all))).toList();
            all.await();
            say("sessions open: " + sessions + ", transfers: " + transfers, tree,
                    Duration.ofNanos(System.nanoTime() - began));
            lookAt(site, all);
            for (var one : running) {
                one.get();
            }
            say("transfers whole: " + transfers, tree, Duration.ofNanos(System.nanoTime() - began));
            assertAllWhole(directory, site);
        } finally {
            for (var one : crowd) {
                one.close();
            }
        }
    }

    private void lookAt(Site site, CyclicBarrier all) throws Exception {
        try {
            assertEquals(new Who(sessions, transfers), Who.ask(site), "logged in, and in the middle of a transfer");
            all.await();
        } finally {
            // A failure must not leave the others waiting for ever.
            if (all.getNumberWaiting() > 0) {
                all.reset();
            }
        }
    }

    private List<Crowd> join(RunningTree tree) throws Exception {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var work = IntStream.range(0, sessions)
                    .<Callable<Crowd>>mapToObj(i -> () -> Crowd.join(tree.port(), i)).toList();
            var joined = new ArrayList<Crowd>();
            for (var one : threads.invokeAll(work)) {
                joined.add(one.get());
            }
            return joined;
        }
    }

    /** One with an even number downloads, one with an odd number uploads. */
    private Callable<Object> transfer(Crowd one, int i, Path directory, CyclicBarrier all) {
        return () -> {
            try {
                if (i % 2 == 0) {
                    one.download("down-" + i, directory.resolve("received-" + i), all);
                } else {
                    one.upload(directory.resolve("sent-" + i), "up-" + i, all);
                }
            } catch (Exception e) {
                // The others would wait for ever.
                all.reset();
                throw new IllegalStateException("transfer " + i, e);
            }
            return i;
        };
    }

    private void prepare(Path directory, Site site) throws Exception {
        Files.createDirectories(site.home("alice"));
        for (int i = 0; i < transfers; i++) {
            if (i % 2 == 0) {
                Content.write(site.home("alice").resolve("down-" + i), DOWNLOAD + i);
            } else {
                Content.write(directory.resolve("sent-" + i), UPLOAD + i);
            }
        }
    }

    private void assertAllWhole(Path directory, Site site) throws Exception {
        for (int i = 0; i < transfers; i++) {
            var stored = site.home("alice").resolve((i % 2 == 0 ? "down-" : "up-") + i);
            var own = directory.resolve((i % 2 == 0 ? "received-" : "sent-") + i);
            assertEquals(Content.sum(stored), Content.sum(own), "transfer " + i);
        }
    }

    private static void say(String what, RunningTree tree, Duration time) throws Exception {
        System.out.printf(Locale.ROOT, "figure: %s: %.1f s, resident %d MiB, %d descriptors%n", what,
                time.toMillis() / 1e3, tree.residentMiB(), tree.descriptors());
    }
}
