package dev.ftpsd.server.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.Answer;
import dev.ftpsd.server.support.CommandThreads;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.WireServer;
import dev.ftpsd.server.transfer.Hashing;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A hash of a file that nobody waits for: one terabyte of nothing. */
final class HashWhileItRunsTest {

    private static final long TERABYTE = 1L << 40;

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;
    private final Set<String> seen = new HashSet<>();

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory);
        try (var file = Files.newByteChannel(server.home().resolve("endless"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            file.position(TERABYTE - 1);
            file.write(ByteBuffer.allocate(1));
        }
        Files.writeString(server.home().resolve("small"), "hello");
    }

    private FtpTestClient login() throws IOException {
        return FtpTestClient.connect(server.port()).secure().login("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HASH endless", "XCRC endless", "XSHA512 \"endless\" 1", "MD5 endless",
            "MMD5 small, endless"})
    void abor_ends_a_hash_with_426_and_then_226(String command) throws Exception {
        try (var client = login()) {
            client.send(command);
            awaitProgress(client);
            client.send("ABOR");
            client.expect(426);
            client.expect(226);
            client.ask("HASH small", 213);
        }
    }

    @Test
    void abor_in_the_same_segment_ends_a_hash_as_well() throws Exception {
        try (var client = login()) {
            client.send("HASH endless", "ABOR", "NOOP");
            assertEquals(List.of(426, 226, 200),
                    List.of(client.read().code(), client.read().code(), client.read().code()));
        }
    }

    @Test
    void stat_is_answered_while_a_hash_runs_and_noop_behind_it() throws Exception {
        try (var client = login()) {
            client.send("HASH endless", "NOOP");
            awaitProgress(client);
            client.send("ABOR");
            assertEquals(List.of(426, 226, 200),
                    List.of(client.read().code(), client.read().code(), client.read().code()));
        }
    }

    @Test
    void a_second_hash_of_the_session_waits_for_the_first() throws Exception {
        try (var client = login()) {
            client.send("HASH endless", "HASH small");
            awaitProgress(client);
            client.send("ABOR");
            assertEquals(List.of(426, 226, 213),
                    List.of(client.read().code(), client.read().code(), client.read().code()));
        }
    }

    @Test
    void a_client_that_goes_leaves_no_hash_that_runs_on() throws Exception {
        try (var client = login()) {
            client.send("HASH endless");
            awaitProgress(client);
            client.wire().reset();
        }
        Eventually.holds(() -> CommandThreads.count() == 0, "no thread is left");
        Eventually.holds(() -> server.server().sessionCount() == 0, "the session ends");
    }

    @Test
    void hashes_of_some_sessions_leave_cores_for_others() throws Exception {
        try (var first = login(); var second = login(); var third = login(); var other = login()) {
            var hashes = 0;
            for (var client : List.of(first, second, third)) {
                client.send("HASH endless");
                hashes++;
                awaitProgress(client, hashes);
            }
            other.ask("HASH small", 213);
            other.store("new", new byte[100_000]);
            assertEquals(100_000, other.retrieve("new").length);
        }
    }

    private void awaitProgress(FtpTestClient client) throws Exception {
        awaitProgress(client, 1);
    }

    /** Until so many hashes run; then STAT tells of bytes, and the hash has no end that could come before. */
    private void awaitProgress(FtpTestClient client, int hashes) throws Exception {
        Eventually.holds(() -> {
            seen.addAll(CommandThreads.inside(Hashing.class));
            return seen.size() == hashes;
        }, "a hash runs");
        Answer status;
        do {
            status = client.ask("STAT", 211);
            assertTrue(status.toString().contains(" in progress, "), status.toString());
        } while (status.toString().contains(" in progress, 0 bytes"));
    }
}
