package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.ftpsd.server.hook.Receiver;
import dev.ftpsd.server.support.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A program and a web service are told of all that curl does, over a kill of the server. */
@Needs("curl")
final class ToldOfAllIT {

    private static final Pattern TOLD = Pattern.compile("\\{\"event\":\"([a-z]+)\".*?\"path\":\"([^\"]*)\"");
    private static final Set<String> EXPECTED =
            Set.of("upload /a", "mkdir /d", "rename /a", "download /d/b", "delete /d/b",
                    "rmdir /d");

    @TempDir
    Path directory;

    @Test
    void a_program_and_a_web_service_hear_of_all_that_was_done_before_the_kill() throws Exception {
        var site = Site.make(directory);
        var output = site.elsewhere().resolve("told");
        try (var away = new Receiver(503); var back = new Receiver(200)) {
            site.machine(events(program(site, output), away));
            try (var tree = RunningTree.start(site)) {
                work(site, tree);
                Eventually.holds(() -> told(read(output)).equals(EXPECTED), "the program is told");
                Eventually.holds(() -> told(bodies(away)).equals(EXPECTED), "the web service is asked, and is away");
                assertTrue(read(output).lines().anyMatch(line -> line.startsWith("{\"event\":\"login\"")));
                tree.signal("KILL");
                tree.end();
            }

            site.machine(events(program(site, output), back));
            try (var tree = RunningTree.start(site)) {
                Eventually.holds(() -> spooled(site) == 0, "the spool is empty");
                assertEquals(EXPECTED, told(bodies(back)));
                assertTrue(back.told().stream().allMatch(call -> String
                        .valueOf(call.headers().getFirst("Ftpsd-Signature")).startsWith("sha256=")));
                assertEquals(0, tree.terminate().exitCode());
            }
        }
    }

    private static void work(Site site, RunningTree tree) throws IOException, InterruptedException {
        var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
        var content = Files.writeString(site.elsewhere().resolve("content"), "hello");
        curl.run("-T", content.toString(), curl.url("a")).succeeds();
        curl.run("-Q", "MKD d", "-Q", "RNFR a", "-Q", "RNTO d/b", curl.url("")).succeeds();
        assertEquals("hello", curl.run(curl.url("d/b")).succeeds().output().strip());
        curl.run("-Q", "DELE d/b", "-Q", "RMD d", curl.url("")).succeeds();
    }

    private static Path program(Site site, Path output) throws IOException {
        var program = site.elsewhere().resolve("tell");
        Files.writeString(program, "#!/bin/sh\ncat >> " + output + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private static String events(Path program, Receiver receiver) {
        return """
                events:
                  retry-first: 50ms
                  retry-longest: 1s
                  hooks:
                    - { name: program, on: [upload, download, delete, rename, mkdir, rmdir, login], command: "%s" }
                    - { name: web, on: [upload, download, delete, rename, mkdir, rmdir], url: "%s", secret: s }
                """.formatted(program, receiver.address());
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String bodies(Receiver receiver) {
        return receiver.told().stream().map(Receiver.Told::body).collect(Collectors.joining("\n"));
    }

    /** Event and path of each that has one. */
    private static Set<String> told(String lines) {
        return lines.lines().flatMap(line -> TOLD.matcher(line).results()).map(ToldOfAllIT::words)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String words(MatchResult found) {
        return found.group(1) + " " + found.group(2);
    }

    private static long spooled(Site site) {
        try (Stream<Path> files = Files.list(site.state().resolve("events"))) {
            return files.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
