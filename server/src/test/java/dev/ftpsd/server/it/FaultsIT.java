package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A machine that fails: each fault has its reply, loses no byte of what was there, and leaves session and server well. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FaultsIT {

    private static final int TIMES = 3;
    private static final byte[] OLD = "what was there".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEW = new byte[300_000];

    private final RunningTree tree;
    private final Path home;

    FaultsIT(@TempDir Path directory) throws IOException, InterruptedException {
        var site = Site.make(directory).machine("storage: { sync: file+dir }\n");
        this.home = Files.createDirectories(site.home("alice"));
        this.tree = RunningTree.start(site);
    }

    @AfterAll
    void stop() {
        tree.close();
    }

    @BeforeEach
    void fill() throws IOException {
        Files.write(home.resolve("old"), OLD);
        Files.createDirectories(home.resolve("directory"));
    }

    @ParameterizedTest
    @CsvSource({"ENOSPC, write, 452", "EDQUOT, write, 552", "EFBIG, write, 552", "EIO, write, 451", "EIO, fsync, 451",
            "ENOSPC, fsync, 452"})
    @Needs("strace")
    void a_write_or_a_sync_that_fails_has_its_reply(String error, String call, int reply) throws Exception {
        survives(error + " on " + call, Set.of(reply), () -> Strace.inject(tree, KilledTree.staged(home, "old"),
                call, error), client -> upload(client, "STOR old", NEW.length));
        assertEquals(List.of("directory", "old"), names());
    }

    @ParameterizedTest
    @CsvSource({"EACCES, 553", "EROFS, 553", "EMFILE, 451", "EIO, 451", "ENOSPC, 452"})
    @Needs("strace")
    void a_file_that_cannot_be_opened_has_its_reply(String error, int reply) throws Exception {
        survives(error + " on openat", Set.of(reply), () -> Strace.inject(tree, home, "openat", error),
                client -> upload(client, "STOR new", NEW.length));
        assertEquals(List.of("directory", "old"), names());
    }

    @ParameterizedTest
    @CsvSource({"EACCES, 550", "EROFS, 550", "EIO, 451"})
    @Needs("strace")
    void a_deletion_that_fails_has_its_reply(String error, int reply) throws Exception {
        survives(error + " on unlinkat", Set.of(reply), () -> Strace.inject(tree, home, "unlinkat", error),
                client -> client.ask("DELE old", reply).code());
    }

    @Test
    @Needs("strace")
    void a_rename_into_place_that_fails_leaves_the_old_file() throws Exception {
        survives("EIO on renameat", Set.of(451), () -> Strace.inject(tree, home, "renameat,renameat2", "EIO"),
                client -> upload(client, "STOR old", NEW.length));
        try (var client = login()) {
            client.ask("DELE old", 250);
        }
        assertEquals(List.of("directory"), names(), "what had come is found by its name");
    }

    @Test
    void a_directory_that_vanishes_under_an_upload_fails_it_alone() throws Exception {
        for (var i = 0; i < TIMES; i++) {
            try (var client = login(); var data = client.openData()) {
                client.ask("CWD /directory", 250);
                client.ask("STOR new", 150);
                client.secure(data);
                data.write(NEW);
                while (namesIn(home.resolve("directory")).isEmpty()) {
                    Thread.sleep(10);
                }
                for (var name : namesIn(home.resolve("directory"))) {
                    Files.delete(home.resolve("directory").resolve(name));
                }
                Files.delete(home.resolve("directory"));
                data.end();
                var code = client.read().code();
                assertTrue(Set.of(451, 553).contains(code), "reply " + code);
                client.ask("LIST", 425);
                client.ask("MLST", 550);
                client.ask("CWD /", 250);
            }
            fill();
        }
        said("directory vanishes", TIMES, Set.of("451 or 553"));
    }

    /** A thing that goes wrong. */
    private interface Fault {
        AutoCloseable begin() throws Exception;
    }

    /** What a client does meanwhile; the last reply. */
    private interface Work {
        int with(FtpTestClient client) throws IOException;
    }

    private void survives(String what, Set<Integer> replies, Fault fault, Work work) throws Exception {
        var seen = new TreeSet<String>();
        try (var client = login()) {
            for (var i = 0; i < TIMES; i++) {
                try (var going = fault.begin()) {
                    var code = work.with(client);
                    assertTrue(going != null && replies.contains(code), what + ": reply " + code);
                    seen.add(Integer.toString(code));
                }
                assertArrayEquals(OLD, Files.readAllBytes(home.resolve("old")));
                client.ask("NOOP", 200);
            }
            client.store("afterwards", NEW);
            client.ask("DELE afterwards", 250);
        }
        said(what, TIMES, seen);
    }

    private static void said(String what, int times, Set<String> replies) {
        System.out.printf("figure: fault %s, tried %d times, replies %s, bytes lost 0%n", what, times, replies);
    }

    static int upload(FtpTestClient client, String command, int size) throws IOException {
        try (var data = client.openData()) {
            client.send(command);
            var first = client.read();
            if (first.code() != 150) {
                return first.code();
            }
            client.secure(data);
            try {
                data.write(new byte[size]);
                data.end();
            } catch (IOException e) {
                // The server has given up already.
            }
            return client.read().code();
        }
    }

    private FtpTestClient login() throws IOException {
        return FtpTestClient.connect(tree.port()).secure().login("alice");
    }

    private List<String> names() throws IOException {
        return namesIn(home);
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
