package dev.ftpsd.server.it;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands of bin/ftpsd beside run. */
final class CommandLineIT {

    @TempDir
    Path directory;

    @Test
    @Needs("curl")
    void the_hash_of_a_password_logs_in() throws Exception {
        var site = Site.make(directory);
        var hash = RunningTree.command(site).run(List.of("hash"), "correct horse\n").succeeds().output().strip();
        assertTrue(hash.startsWith("$argon2id$"), hash);
        site.users(site.user("alice", hash));

        try (var tree = RunningTree.start(site)) {
            var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
            curl.as("alice:correct horse", List.of(curl.url(""))).succeeds();
            curl.as("alice:correct horse ", List.of(curl.url(""))).exits(67);
        }
    }

    @Test
    void totp_prints_a_new_secret_and_the_address_for_the_app() throws Exception {
        var lines = RunningTree.command(Site.make(directory)).run("totp", "alice").succeeds().output().lines().toList();

        assertTrue(lines.getFirst().matches("[A-Z2-7]{32}"), lines::toString);
        assertEquals("otpauth://totp/ftpsd:alice?secret=" + lines.getFirst() + "&issuer=ftpsd", lines.get(1));
    }

    @Test
    void check_says_that_all_is_right() throws Exception {
        var site = Site.make(directory);

        var result = RunningTree.command(site).run("check", "--conf", site.conf().toString()).succeeds();

        assertTrue(result.output().contains("1 users"), result::toString);
    }

    @Test
    void the_shipped_configuration_is_right() throws Exception {
        RunningTree.command(Site.make(directory)).run("check").succeeds();
    }

    @Test
    void the_version_is_told() throws Exception {
        var result = RunningTree.command(Site.make(directory)).run("--version").succeeds();

        assertTrue(result.output().matches("ftpsd \\d+\\.\\d+.*\\R"), result::toString);
    }

    @Test
    void help_names_every_command() throws Exception {
        var result = RunningTree.command(Site.make(directory)).run("--help").succeeds();

        for (var command : List.of("run", "check", "config", "explain", "user", "hash", "totp", "who", "kick", "ban",
                "reload", "drain", "doctor", "completion")) {
            assertTrue(result.output().lines().anyMatch(line -> line.strip().startsWith(command + " ")), command);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dance", "run --port=21", "check --conf", "hash secret", "user", "user ad bob",
            "explain --user acme"})
    void a_wrong_command_line_exits_with_64_and_says_what_is_right(String line) throws Exception {
        var arguments = line.isEmpty() ? List.<String>of() : List.of(line.split(" "));

        var result = RunningTree.command(Site.make(directory)).run(arguments, "");

        assertEquals(64, result.exitCode(), result::toString);
        assertTrue(result.said().contains("Usage: ftpsd"), result::toString);
    }
}
