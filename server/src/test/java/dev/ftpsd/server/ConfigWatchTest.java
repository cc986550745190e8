package dev.ftpsd.server;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.WholeFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What is saved comes into force by itself. */
class ConfigWatchTest {

    private static final int SOME_LOOKS = 500;

    @TempDir
    Path directory;

    @Test
    void a_secret_that_comes_after_the_file_that_names_it_is_taken_up_and_so_is_a_new_one() throws Exception {
        var secret = directory.resolve("secret");
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE + "reload: { interval: 50ms }\n");
                var _ = server.watch()) {
            var machine = server.conf().resolve("ftpsd.yaml");
            WholeFile.put(machine, Files.readString(machine)
                    + "server: { greeting-name: \"${file:" + secret + "}\" }\n");
            Eventually.holds(() -> !server.lastReload().inForce(), "refused: the secret is not there");

            WholeFile.put(secret, "first");
            greets(server, "first");
            WholeFile.put(secret, "second");
            greets(server, "second");
        }
    }

    private TestServer start() throws Exception {
        return TestServer.start(directory, TestServer.PERMISSIVE + "reload: { interval: 50ms }\n");
    }

    private static void add(TestServer server, String file, String text) throws Exception {
        var path = server.conf().resolve(file);
        WholeFile.put(path, Files.readString(path) + text);
    }

    private static void isRefused(TestServer server) throws InterruptedException {
        Eventually.holds(() -> !server.lastReload().inForce(), "refused");
        Thread.sleep(SOME_LOOKS);
    }

    private static void isInForce(TestServer server) throws InterruptedException {
        Eventually.holds(() -> server.lastReload().inForce(), "in force");
    }

    @Test
    void a_users_file_that_comes_after_the_file_that_names_it_is_taken_up_and_so_is_its_correction() throws Exception {
        try (var server = start(); var _ = server.watch()) {
            add(server, "ftpsd.yaml", "users: { files: [users.yaml, team.yaml] }\n");
            isRefused(server);

            var first = server.lastReload().at();
            var team = WholeFile.put(server.conf().resolve("team.yaml"), "version: 1\nusrs: []\n");
            Eventually.holds(() -> server.lastReload().at().isAfter(first), "looked at, and refused again");
            isRefused(server);
            WholeFile.put(team, "version: 1\nusers: []\n");
            isInForce(server);
        }
    }

    @Test
    void a_secret_of_codes_and_a_text_are_taken_up_that_come_after_the_files_that_name_them() throws Exception {
        try (var server = start(); var _ = server.watch()) {
            add(server, "users.yaml", "    login: [password+totp]\n    totp-secret-file: alice.totp\n");
            isRefused(server);
            WholeFile.put(server.conf().resolve("alice.totp"), "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP\n");
            isInForce(server);

            var greeting = Files.createDirectory(server.conf().resolve("texts")).resolve("greeting.txt");
            WholeFile.put(greeting, "{nonsense}");
            add(server, "ftpsd.yaml", "messages: { dir: texts }\n");
            isRefused(server);
            WholeFile.put(greeting, "{server} is here.");
            isInForce(server);
        }
    }

    @Test
    void a_change_of_which_files_there_are_is_taken_up_once() throws Exception {
        try (var server = start(); var _ = server.watch()) {
            WholeFile.put(server.conf().resolve("team.yaml"), "version: 1\nusers: []\n");
            var start = server.lastReload().at();
            add(server, "ftpsd.yaml", "users: { files: [users.yaml, team.yaml] }\nmessages: { dir: texts }\n");
            Eventually.holds(() -> server.lastReload().at().isAfter(start), "reloaded");

            var first = server.lastReload();
            Thread.sleep(SOME_LOOKS);
            assertEquals(first, server.lastReload());
        }
    }

    private static void greets(TestServer server, String name) throws InterruptedException {
        Eventually.holds(() -> server.server().settings().server().greetingName().equals(name), name);
    }
}
