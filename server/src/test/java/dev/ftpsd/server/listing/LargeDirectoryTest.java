package dev.ftpsd.server.listing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.CommandThreads;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A hundred thousand names, long enough for a listing to be more than the kernel keeps for a client that does not read. */
final class LargeDirectoryTest {

    private static final int ENTRIES = 100_000;
    private static final String STEM = "n".repeat(200);

    @TempDir
    static Path directory;

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = WireServer.start(directory);
        var large = Files.createDirectory(server.home().resolve("large"));
        var first = Files.createFile(large.resolve(STEM));
        Files.createDirectory(server.home().resolve("small"));
        for (int i = 1; i < ENTRIES; i++) {
            // Names of one file are made faster than files; a file system allows so many of them.
            if (i % 30_000 == 0) {
                first = Files.createFile(large.resolve(STEM + i));
            } else {
                Files.createLink(large.resolve(STEM + i), first);
            }
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST large", "MLSD large"})
    void every_entry_of_a_large_directory_is_listed(String command) throws Exception {
        try (var client = FtpTestClient.connect(server.port()).login("alice"); var data = client.openData()) {
            client.ask(command, 150);
            var text = new String(data.readAll(), StandardCharsets.UTF_8);
            client.expect(226);
            assertEquals(ENTRIES, text.lines().filter(line -> line.contains(STEM)).distinct().count());
            assertEquals(ENTRIES, text.lines().count());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST large", "MLSD large"})
    @EnabledOnOs(OS.LINUX)
    void abor_in_the_middle_of_a_listing_closes_the_directory(String command) throws Exception {
        try (var client = FtpTestClient.connect(server.port()).secure().login("alice"); var data = client.openData()) {
            client.ask(command, 150);
            client.secure(data);
            data.socket().getInputStream().read();
            assertTrue(openDescriptors("large") > 0, "the directory is being read");

            client.send("ABOR");
            client.expect(426);
            client.expect(226);
            Eventually.holds(() -> openDescriptors("large") == 0, "the directory is closed");
            client.ask("NOOP", 200);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_client_that_goes_in_the_middle_of_a_listing_leaves_nothing_open() throws Exception {
        try (var client = FtpTestClient.connect(server.port()).login("alice"); var data = client.openData()) {
            client.ask("MLSD large", 150);
            data.socket().getInputStream().read();
            client.wire().reset();
        }
        Eventually.holds(() -> CommandThreads.count() == 0, "no thread is left");
        assertEquals(0, openDescriptors("large"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void listings_and_patterns_leave_no_directory_open_whether_they_succeed_or_not() throws Exception {
        try (var client = FtpTestClient.connect(server.port()).login("alice")) {
            for (int i = 0; i < 5; i++) {
                try (var data = client.openData()) {
                    client.ask("NLST large/*", 550);
                    client.ask("LIST small/x", 550);
                    client.ask("LIST small/*", 150);
                    data.readAll();
                    client.expect(226);
                }
                client.ask("LIST small", 425);
                client.ask("STAT large", 212);
            }
        }
        Eventually.holds(() -> CommandThreads.count() == 0, "no thread is left");
        assertEquals(0, openDescriptors("large") + openDescriptors("small"));
    }

    @Test
    void a_pattern_over_more_than_ten_thousand_names_is_refused_before_the_150() throws Exception {
        try (var client = FtpTestClient.connect(server.port()).login("alice"); var data = client.openData()) {
            client.ask("NLST large/*", 550);
            client.ask("LIST large/****b", 550);
            // The set-up is still there.
            client.ask("NLST small", 150);
            assertEquals(0, data.readAll().length);
            client.expect(226);
        }
    }

    /** Those of this process, in which the server runs, that are that directory. */
    private static long openDescriptors(String name) {
        try (var all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            var wanted = server.home().resolve(name).toRealPath();
            var count = 0L;
            for (var descriptor : all) {
                try {
                    if (Files.readSymbolicLink(descriptor).equals(wanted)) {
                        count++;
                    }
                } catch (NoSuchFileException e) {
                    // Closed meanwhile, as that of this very listing is.
                }
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
