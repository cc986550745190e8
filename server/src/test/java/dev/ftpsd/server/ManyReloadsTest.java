package dev.ftpsd.server;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Reloads while clients transfer: {@code -Dftpsd.reloads=1000} for the long form. Each other reload has another limit, another
 * listener and another user, and each fifth a file that is only half there.
 */
final class ManyReloadsTest {

    private static final int RELOADS = Integer.getInteger("ftpsd.reloads", 50);
    private static final int CLIENTS = 6;
    private static final byte[] FILE = new byte[300_000];

    @TempDir
    Path directory;

    private final AtomicBoolean ended = new AtomicBoolean();

    @Test
    void reloads_under_load_lose_no_session_and_leak_nothing() throws Exception {
        Arrays.fill(FILE, (byte) 7);
        try (var server = TestServer.start(directory, machine(0), users(0));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader = new SettingsReader(Map.of());
            var loaded = reader.read(directory.resolve("conf"));
            var reload = new Reload(reader, server.server(), Loaded::users, loaded, loaded.users());
            reload(reload, 5);
            var before = Use.now();
            var clients = new ArrayList<Future<Integer>>();
            for (var client = 0; client < CLIENTS; client++) {
                clients.add(threads.submit(transferring(server.port(), "file" + client)));
            }
            Eventually.holds(() -> server.server().sessionCount() == CLIENTS, "all are there");

            var seen = watched(reload);
            for (var client : clients) {
                assertTrue(client.get(60, TimeUnit.SECONDS) > 0, "each has transferred files to the end");
            }
            reload(reload, 1);
            assertForgotten(seen);
            Eventually.holds(() -> {
                System.gc();
                return Use.now().fits(before);
            }, "no more threads and descriptors than " + before);
        }
    }

    /** Reloads, and ends the clients whatever came of it. */
    private List<WeakReference<UserDirectory>> watched(Reload reload) throws Exception {
        try {
            reload(reload, RELOADS / 5);
            return reload(reload, RELOADS);
        } finally {
            ended.set(true);
        }
    }

    private static String machine(int round) {
        var other = round % 2 == 0 ? "" : "  - { name: other, address: \"::\", port: 0, tls: required }\n";
        return TestServer.PERMISSIVE.replace("data:\n", other + "data:\n")
                .replace("claim-timeout: 1s", "claim-timeout: 1m") // the clients share an address, and may be held up
                + "limits: { idle-timeout: " + (5 + round % 2) + "m }\n";
    }

    private static String users(int round) {
        return "version: 1\nusers:\n" + user("alice") + user("user" + round % 3);
    }

    private static String user(String name) {
        return """
                  - name: %s
                    password: %s
                    home: home
                    rights: [ { path: /, allow: full } ]
                    tls: { required: false }
                """.formatted(name, TestServer.PASSWORD_HASH);
    }

    /** Returns what was in force in between, weakly held. */
    private List<WeakReference<UserDirectory>> reload(Reload reload, int times) throws IOException {
        var conf = directory.resolve("conf");
        var seen = new ArrayList<WeakReference<UserDirectory>>();
        for (var round = 0; round < times; round++) {
            var half = round % 5 == 4;
            Files.writeString(conf.resolve("ftpsd.yaml"), machine(round));
            Files.writeString(conf.resolve("users.yaml"), half ? users(round).substring(0, 60) : users(round));
            var result = reload.run();
            if (half) {
                assertInstanceOf(ReloadResult.Refused.class, result);
            } else {
                assertInstanceOf(ReloadResult.InForce.class, result);
                seen.add(new WeakReference<>(reload.users()));
            }
        }
        return seen;
    }

    private Callable<Integer> transferring(int port, String name) {
        return () -> {
            var files = 0;
            try (var client = FtpTestClient.connect(port).login("alice")) {
                while (!ended.get()) {
                    client.store(name, FILE);
                    assertArrayEquals(FILE, client.retrieve(name));
                    files++;
                }
                client.ask("QUIT", 221);
            }
            return files;
        };
    }

    /** The last one is in force; what came before must be for the collector. */
    private static void assertForgotten(List<WeakReference<UserDirectory>> seen) throws InterruptedException {
        var old = seen.subList(0, seen.size() - 1);
        Eventually.holds(() -> {
            System.gc();
            return old.stream().allMatch(reference -> reference.get() == null);
        }, "configurations of the past are kept: "
                + old.stream().filter(reference -> reference.get() != null).count());
        assertEquals(0, old.stream().filter(reference -> reference.get() != null).count());
    }

    /** What the process uses when nobody is connected. */
    private record Use(long threads, long descriptors) {

        static Use now() {
            try (var open = Files.list(Path.of("/proc/self/fd"))) {
                return new Use(running(), open.count());
            } catch (IOException e) {
                return new Use(running(), 0);
            }
        }

        /** The carriers of virtual threads come and go with the load, up to a fixed number. */
        private static long running() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !thread.getName().startsWith("ForkJoinPool")).count();
        }

        boolean fits(Use before) {
            return threads <= before.threads + 4 && descriptors <= before.descriptors + 4L * CLIENTS;
        }
    }
}
