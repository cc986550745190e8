package dev.ftpsd.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Transfers that wait for their rate: they can be aborted, and a reload sets them free. */
class RatesTest {

    private static final int SIZE = 10_000_000;
    private static final String CRAWL = TestServer.PERMISSIVE + "limits: { rate-in: 1KiB/s, rate-out: 1KiB/s }\n";

    @TempDir
    Path directory;

    private static void download(FtpTestClient client, TestServer server) throws IOException {
        Files.write(server.home().resolve("large"), new byte[SIZE]);
        client.send("RETR large");
        client.expect(150);
    }

    private void reload(TestServer server, String machine) throws Exception {
        Files.writeString(directory.resolve("conf/ftpsd.yaml"), machine);
        var loaded = new SettingsReader(Map.of()).read(directory.resolve("conf"));
        server.server().prepare(loaded.settings(), loaded.users()).run();
    }

    @Test
    void a_download_that_waits_for_its_rate_can_be_aborted() throws Exception {
        try (var server = TestServer.start(directory, CRAWL, TestServer.USERS);
                var client = FtpTestClient.connect(server.port()).login("alice"); var _ = client.openData()) {
            download(client, server);

            client.ask("ABOR", 426);
            client.expect(226);
        }
    }

    @Test
    void an_upload_that_waits_for_its_rate_can_be_aborted() throws Exception {
        try (var server = TestServer.start(directory, CRAWL, TestServer.USERS);
                var client = FtpTestClient.connect(server.port()).login("alice"); var data = client.openData()) {
            client.ask("STOR new", 150);
            data.write(new byte[100_000]);

            client.ask("ABOR", 426);
            client.expect(226);
        }
    }

    /** At the old rate it would take three hours. */
    @Test
    void a_new_rate_holds_for_a_download_that_runs() throws Exception {
        try (var server = TestServer.start(directory, CRAWL, TestServer.USERS);
                var client = FtpTestClient.connect(server.port()).login("alice"); var data = client.openData()) {
            download(client, server);
            reload(server, TestServer.PERMISSIVE);

            assertEquals(SIZE, data.readAll().length);
            client.expect(226);
        }
    }

    @Test
    void a_user_s_new_rate_holds_for_a_download_that_runs() throws Exception {
        var slow = TestServer.USERS + "    limits: { rate-out: 1KiB/s }\n";
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE, slow);
                var client = FtpTestClient.connect(server.port()).login("alice"); var data = client.openData()) {
            download(client, server);
            Files.writeString(directory.resolve("conf/users.yaml"), TestServer.USERS);
            reload(server, TestServer.PERMISSIVE);

            assertEquals(SIZE, data.readAll().length);
            client.expect(226);
        }
    }

    @Test
    void listings_wait_for_their_rate_like_files() throws Exception {
        try (var server = TestServer.start(directory,
                TestServer.PERMISSIVE + "limits: { rate-out: 10KiB/s }\n", TestServer.USERS);
                var client = FtpTestClient.connect(server.port()).login("alice"); var data = client.openData()) {
            for (var i = 0; i < 100; i++) {
                Files.createFile(server.home().resolve("a-name-of-forty-characters-or-a-few-more-" + i));
            }
            var begun = System.nanoTime();
            client.ask("LIST", 150);
            var bytes = data.readAll().length;
            client.expect(226);

            assertTrue(bytes > 10_000, bytes + " bytes");
            assertTrue(System.nanoTime() - begun > Duration.ofMillis(800).toNanos(), "it waited");
        }
    }

    /** The long form: {@code -Dftpsd.rates=long}. Two sessions of one user, ten seconds by the clock. */
    @Test
    @EnabledIfSystemProperty(named = "ftpsd.rates", matches = "long")
    void ten_seconds_of_two_downloads_are_exact_to_five_percent_and_fair() throws Exception {
        var users = TestServer.USERS + "    limits: { rate-out: 2MiB/s }\n";
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE, users);
                var one = FtpTestClient.connect(server.port()).login("alice"); var first = one.openData();
                var two = FtpTestClient.connect(server.port()).login("alice"); var second = two.openData()) {
            Files.write(server.home().resolve("large"), new byte[40 << 20]);
            one.ask("RETR large", 150);
            two.ask("RETR large", 150);
            var counted = new long[2];
            var other = Thread.ofVirtual().start(() -> counted[1] = readFor(second, Duration.ofSeconds(10)));
            counted[0] = readFor(first, Duration.ofSeconds(10));
            other.join();

            System.out.printf("figure: two downloads under 2 MiB/s in 10 s: %d and %d bytes%n", counted[0], counted[1]);
            var expected = 20.0 * (1 << 20);
            assertEquals(expected, (double) (counted[0] + counted[1]), expected * 0.05);
            assertEquals(expected / 2, (double) counted[0], expected * 0.05);
        }
    }

    /** The long form: twenty mebibytes in two sessions at once, by each of the four limits, in the time that the limit gives them. */
    @ParameterizedTest
    @CsvSource({"user, rate-in", "user, rate-out", "server, rate-in", "server, rate-out"})
    @EnabledIfSystemProperty(named = "ftpsd.rates", matches = "long")
    void ten_seconds_at_each_limit_are_exact_to_five_percent(String whose, String key) throws Exception {
        var text = "limits: { " + key + ": 2MiB/s }\n";
        var ofUser = whose.equals("user");
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE + (ofUser ? "" : text),
                TestServer.USERS + (ofUser ? "    " + text : ""));
                var one = FtpTestClient.connect(server.port()).login("alice");
                var two = FtpTestClient.connect(server.port()).login("alice")) {
            Files.write(server.home().resolve("large"), new byte[10 << 20]);
            var begun = System.nanoTime();
            var other = Thread.ofVirtual().start(() -> move(two, key, "second"));
            move(one, key, "first");
            other.join();
            var seconds = (System.nanoTime() - begun) / 1e9;

            System.out.printf("figure: 20 MiB by two sessions at the %s's %s 2 MiB/s: %.2f s%n", whose, key, seconds);
            assertEquals(10, seconds, 0.5);
        }
    }

    private static void move(FtpTestClient client, String limit, String name) {
        try {
            if (limit.equals("rate-in")) {
                client.store(name, new byte[10 << 20]);
            } else {
                assertEquals(10 << 20, client.retrieve("large").length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long readFor(DataLink data, Duration time) {
        var end = System.nanoTime() + time.toNanos();
        var buffer = new byte[16 * 1024];
        var count = 0L;
        try {
            while (System.nanoTime() - end < 0) {
                count += data.socket().getInputStream().read(buffer);
            }
        } catch (IOException e) {
            return -1;
        }
        return count;
    }
}
