package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The walks of the README's section on users, in a copy of the tree with the configuration that ships: the commands and their
 * answers are those of the README, so that they are what a newcomer types and sees.
 */
@Needs("curl")
final class WalkThroughIT {

    private static final Path README = Path.of("../README.md");
    private static final Pattern PASSWORD = Pattern.compile("The password is {2}(\\S+) {2}- shown this once\\.");
    private static final String AFTER_ADDING = "      - { path: /, allow: rw }\n";
    private static final String DROP_BOX =
            "      - { path: /, allow: ro }\n      - { path: /in, allow: drop }\n    folders: [in]\n";

    /** More than the sockets' buffers hold: what is in them is done for the server. */
    private static final int LARGE = 30_000_000;

    @TempDir
    Path directory;

    private Path installation = Path.of("");
    private Walk walk = new Walk(Set.of(), Path.of(""));

    @BeforeEach
    void copyTheTree() throws IOException {
        installation = InstallationIT.copyOf(RunningTree.INSTALLATION, directory.toRealPath().resolve("ftpsd"));
        Files.createDirectory(installation.resolve("elsewhere"));
        var machine = installation.resolve("conf/ftpsd.yaml");
        Files.writeString(machine, Files.readString(machine).replaceAll("(?m)^    port: (2121|2990)$", "    port: 0")
                .replace("ports: \"2122\"", "ports: \"0\""));
        walk = Walk.in(installation);
    }

    @Test
    void a_user_who_is_added_logs_in_without_a_restart() throws Exception {
        try (var tree = start()) {
            var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
            var acme = addAcme();

            var sent = Content.write(directory.resolve("hello.txt"), 100);
            curl.as(acme, List.of("--upload-file", sent.toString(), curl.url(""))).succeeds();

            assertEquals(Content.sum(sent), Content.sum(installation.resolve("data/acme/hello.txt")));
            walk.types("bin/ftpsd user disable acme").succeeds();
            curl.as(acme, List.of(curl.url(""))).exits(67);
        }
    }

    @Test
    void a_drop_box_takes_files_shows_none_and_overwrites_none() throws Exception {
        try (var tree = start()) {
            var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
            var acme = addAcme();
            makeDropBox();

            var sent = Content.write(directory.resolve("report.pdf"), 100);
            var first = List.of("--upload-file", sent.toString(), curl.url("in/"));
            curl.as(acme, first).succeeds();
            curl.as(acme, first).succeeds();

            try (var files = Files.list(installation.resolve("data/acme/in"))) {
                assertEquals(Set.of("report.pdf", "report (1).pdf"),
                        files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
            }
            curl.as(acme, List.of(curl.url("in/"))).exits(19);
            curl.as(acme, List.of(curl.url("in/report.pdf"))).exits(78);
            curl.as(acme, List.of("--upload-file", sent.toString(), curl.url(""))).exits(25);
        }
    }

    @Test
    void explain_names_the_line_that_refuses_a_delete() throws Exception {
        try (var tree = start()) {
            var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
            var acme = addAcme();
            var sent = Content.write(directory.resolve("hello.txt"), 100);
            curl.as(acme, List.of("--upload-file", sent.toString(), curl.url(""))).succeeds();
            makeDropBox();
            var refused = curl.as(acme, List.of("--quote", "DELE /hello.txt", curl.url(""))).exits(21);
            assertTrue(refused.errors().contains("550"), refused::toString);

            var answer = walk.types("bin/ftpsd explain --user acme --path /hello.txt --op delete").exits(1);

            walk.promises(answer.output().lines());
            var line = 1 + Files.readAllLines(users()).indexOf("      - { path: /, allow: ro }");
            assertTrue(answer.output().contains("decided by  users.yaml:" + line + " "), answer::toString);
        }
    }

    @Test
    void a_typo_changes_nothing_for_those_who_transfer_and_is_named_with_its_line() throws Exception {
        try (var tree = start()) {
            var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
            var acme = addAcme();
            makeDropBox();
            var home = Files.createDirectories(installation.resolve("data/acme"));
            var large = Content.write(home.resolve("large"), LARGE);
            try (var download = HeldDownload.begin(tree, "acme", acme.substring("acme:".length()), "large")) {
                replace("allow: drop", "allow: dorp");
                tree.await("not reloaded: nothing has changed");
                walk.promises(tree.log().lines().filter(line -> line.contains(" WARN  Reload "))
                        .map(line -> line.replaceFirst("^\\S+", "…")));
                var reload = walk.types("bin/ftpsd reload").exits(78);
                assertTrue(reload.errors().contains("dorp"), reload::toString);
                walk.types("bin/ftpsd check").exits(78);

                var received = directory.resolve("received");
                download.finish(received);
                assertEquals(Content.sum(large), Content.sum(received));
            }
            curl.as(acme, List.of("--upload-file", large.toString(), curl.url("in/"))).succeeds();
            replace("allow: dorp", "allow: drop");
            walk.types("bin/ftpsd reload").succeeds();
        }
    }

    private RunningTree start() throws Exception {
        return RunningTree.start(new Site(installation), installation.resolve("bin/ftpsd"),
                Map.of("FTPSD_PASSWORD", "secret"));
    }

    /** The first walk, on which the others build; gives name and password. */
    private String addAcme() throws Exception {
        var answer = walk.types("bin/ftpsd user add acme").succeeds();

        walk.promises(answer.output().lines());
        var password = PASSWORD.matcher(answer.output());
        assertTrue(password.find(), answer::toString);
        return "acme:" + password.group(1);
    }

    /** The second one. */
    private void makeDropBox() throws Exception {
        walk.promises(DROP_BOX.lines());
        replace(AFTER_ADDING, DROP_BOX);
        walk.types("bin/ftpsd check").succeeds();
        walk.types("bin/ftpsd reload").succeeds();
    }

    private Path users() {
        return installation.resolve("conf/users.yaml");
    }

    /** Edits users.yaml where the text stands last: before that are the comments. */
    private void replace(String text, String by) throws IOException {
        var before = Files.readString(users());
        var at = before.lastIndexOf(text);
        assertTrue(at >= 0, before);
        Files.writeString(users(), before.substring(0, at) + by + before.substring(at + text.length()));
    }

    /**
     * What the README says.
     *
     * @param lines of the README, without the numbers and passwords of the day
     * @param installation where its commands are typed
     */
    private record Walk(Set<String> lines, Path installation) {

        static Walk in(Path installation) throws IOException {
            try (var lines = Files.lines(README)) {
                return new Walk(lines.map(Walk::plain).collect(Collectors.toSet()), installation);
            }
        }

        /** Types a command that stands in the README. */
        Result types(String command) throws Exception {
            assertTrue(lines.stream().anyMatch(line -> line.contains(command)), "the README does not say " + command);
            return Tool.in(installation, "sh").with("JAVA_HOME", System.getProperty("java.home")).run("-c", command);
        }

        /** The README has each of these lines. */
        void promises(Stream<String> seen) {
            assertEquals(List.of(), seen.filter(line -> !lines.contains(plain(line))).toList(),
                    "not as the README says it");
        }

        private static String plain(String line) {
            return PASSWORD.matcher(line).replaceAll("The password is  …").replaceAll("\\d+", "N");
        }
    }
}
