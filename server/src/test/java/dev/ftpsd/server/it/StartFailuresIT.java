package dev.ftpsd.server.it;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A server that cannot start says in a line what to change. */
final class StartFailuresIT {

    @TempDir
    Path directory;

    @Test
    void a_second_server_on_the_same_port_names_the_key_the_port_and_the_remedy() throws Exception {
        try (var first = RunningTree.start(Site.make(directory.resolve("first")))) {
            var second = Site.make(directory.resolve("second"));
            second.write("ftpsd.yaml", """
                    version: 1
                    server: { state-dir: %s, run-dir: %s }
                    listeners: [ { name: explicit, address: "::", port: %d, tls: required } ]
                    data: { ports: "0" }
                    admin: { http: { enabled: false } }
                    """.formatted(second.state(), second.directory().resolve("run"), first.port()));

            var result = run(second);

            assertEquals(1, result.exitCode(), result::toString);
            var errors = linesWith(result, "ERROR");
            assertEquals(1, errors.size(), result::toString);
            assertTrue(errors.getFirst().matches(".*listeners.*" + first.port() + ".*in use.*;.*"), result::toString);
        }
    }

    @Test
    void every_mistake_of_the_configuration_is_named_at_once() throws Exception {
        var site = Site.make(directory);
        site.write("ftpsd.yaml", """
                version: 1
                server: { shutdown-grace: soon }
                limits:
                  sesions: 5
                  idle-timeout: 5 parsecs
                """);
        site.users("  - name: alice\n    home: 7\n    pasword: x\n");

        var result = run(site);

        assertEquals(78, result.exitCode(), result::toString);
        for (var place : List.of("ftpsd.yaml:2:", "ftpsd.yaml:4:", "ftpsd.yaml:5:", "users.yaml:5:")) {
            assertTrue(linesWith(result, place).size() == 1, () -> place + " is not named once in " + result);
        }
        assertEquals(78, check(site).exitCode());
        assertTrue(check(site).said().contains("ftpsd.yaml:4:"));
    }

    @Test
    void a_missing_configuration_folder_is_named() throws Exception {
        var site = Site.make(directory);

        var result = RunningTree.command(site).run("run", "--conf", directory.resolve("nowhere").toString());

        assertTrue(result.exitCode() != 0, result::toString);
        assertTrue(result.said().contains("nowhere"), result::toString);
    }

    /** Log4j goes on without it, and writes nothing but errors for as long as the server runs. */
    @Test
    void a_broken_log_file_is_named_and_the_server_starts_and_is_heard() throws Exception {
        var site = Site.make(directory);
        site.write("log4j2.xml", "<Configuration>\n  <Loggers>\n</Configuration>\n");

        assertEquals(78, check(site).exitCode());
        assertEquals(1, linesWith(check(site), "log4j2.xml:3:").size(), () -> "not named");
        try (var tree = RunningTree.start(site)) {
            var log = tree.log();
            assertTrue(log.lines().anyMatch(line -> line.contains("ERROR RunCommand log4j2.xml:3:")), log);
            assertTrue(log.lines().anyMatch(line -> line.contains("INFO")), log);
        }
    }

    private static Result run(Site site) throws Exception {
        return RunningTree.command(site).run("run", "--conf", site.conf().toString());
    }

    private static Result check(Site site) throws Exception {
        return RunningTree.command(site).run("check", "--conf", site.conf().toString());
    }

    private static List<String> linesWith(Result result, String text) {
        return result.said().lines().filter(line -> line.contains(text)).toList();
    }
}
