package dev.ftpsd.server.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.ftpsd.server.config.EventSettings.Hook;
import dev.ftpsd.server.config.EventSettings.OnFailure;
import dev.ftpsd.server.config.EventSettings.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The keys of {@code events}, and what is said of mistakes in them. */
class EventSettingsTest {

    @TempDir
    Path folder;

    private ConfFolder conf;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder);
    }

    @Test
    void a_hook_says_who_is_called_for_what_and_how_long() throws Exception {
        conf.machine("""
                events:
                  hooks:
                    - { name: scan, command: [/bin/sh, -c, "exit 0"], wait: true, timeout: 5s, on-failure: allow }
                    - { name: told, url: "https://example.org/u", secret: s, paths: ["/in/*", "*.csv"] }
                """);
        var hooks = conf.load().settings().events().hooks();

        assertEquals(new Hook("scan", Set.of(Happening.UPLOAD), List.of("*"),
                new Target.Command(List.of("/bin/sh", "-c", "exit 0")), true,
                Duration.ofSeconds(5), OnFailure.ALLOW), hooks.getFirst());
        assertEquals(URI.create("https://example.org/u"), ((Target.Webhook) hooks.getLast().target()).address());
        assertEquals(Duration.ofSeconds(30), hooks.getLast().timeout());
        assertTrue(hooks.getLast().covers("/in/deep/a.txt"));
        assertTrue(hooks.getLast().covers("/a.csv"));
        assertFalse(hooks.getLast().covers("/a.txt"));
    }

    @Test
    void every_mistake_is_told_with_its_place_and_its_remedy() throws Exception {
        conf.machine("""
                storage: { upload: direct }
                events:
                  parallel: 0
                  hooks:
                    - { name: Scan, command: /bin/true }
                    - { name: a, command: /bin/true, url: "https://example.org" }
                    - { name: b }
                    - { name: c, command: true }
                    - { name: d, command: /no/such/program }
                    - { name: d, url: "ftp://example.org" }
                    - { name: e, url: "https://me:pw@example.org", on-failure: allow }
                """);
        assertEquals(List.of(
                "ftpsd.yaml:4:3 events: parallel must be 1 or more",
                "ftpsd.yaml:6:15 events.hooks[0].name: \"Scan\" is not a hook name: write a-z, 0-9 and -, at most 32",
                "ftpsd.yaml:7:27 events.hooks[1].command: a hook needs either command or url",
                "ftpsd.yaml:8:7 events.hooks[2].command: a hook needs either command or url",
                "ftpsd.yaml:9:27 events.hooks[3].command: must begin with the whole path of a program: "
                        + "[/usr/local/bin/scan, --quiet]",
                "ftpsd.yaml:10:27 events.hooks[4].command: /no/such/program is no program that this user may run",
                "ftpsd.yaml:11:15 events.hooks[5].name: another hook has this name, at line 10",
                "ftpsd.yaml:11:23 events.hooks[5].url: \"ftp://example.org\" is not a url: write https://example.org/uploads",
                "ftpsd.yaml:12:23 events.hooks[6].url: \"https://me:pw@example.org\" is not a url: "
                        + "write https://example.org/uploads",
                "ftpsd.yaml:12:64 events.hooks[6].on-failure: is for wait: true; "
                        + "without it a call that fails is tried again"),
                conf.problems());
    }

    @Test
    void a_hook_says_what_it_is_told_of_and_is_told_of_uploads_if_it_does_not() throws Exception {
        conf.machine("""
                events:
                  hooks:
                    - { name: a, command: /bin/true, on: [download, rename], paths: ["/out/*"] }
                    - { name: b, command: /bin/true, on: login }
                    - { name: c, command: /bin/true }
                """);
        var events = conf.load().settings().events();

        assertEquals(List.of(Set.of(Happening.DOWNLOAD, Happening.RENAME), Set.of(Happening.LOGIN),
                Set.of(Happening.UPLOAD)), events.hooks().stream().map(Hook::on).toList());
        assertEquals(List.of("a"), names(events.of(Happening.RENAME, List.of("/in/a", "/out/a"))));
        assertEquals(List.of("a"), names(events.of(Happening.RENAME, List.of("/out/a", "/in/a"))));
        assertEquals(List.of(), names(events.of(Happening.RENAME, List.of("/in/a", "/in/b"))));
        assertEquals(List.of(), names(events.of(Happening.DELETE, List.of("/out/a"))));
        assertEquals(List.of("b"), names(events.of(Happening.LOGIN, List.of())));
        assertTrue(events.isAskedFor(Happening.UPLOAD));
        assertFalse(events.isAskedFor(Happening.MKDIR));
        assertFalse(EventSettings.DEFAULTS.isAskedFor(Happening.UPLOAD));
    }

    private static List<String> names(List<Hook> hooks) {
        return hooks.stream().map(Hook::name).toList();
    }

    @Test
    void what_a_hook_can_not_be_told_of_is_refused_with_the_remedy() throws Exception {
        conf.machine("""
                events:
                  hooks:
                    - { name: a, command: /bin/true, wait: true, on: [upload, delete] }
                    - { name: b, command: /bin/true, on: [] }
                    - { name: c, command: /bin/true, on: [uploads] }
                    - { name: d, command: /bin/true, on: [login], paths: ["/in/*"] }
                    - { name: e, command: /bin/true, wait: true, on: [upload, upload] }
                """);
        var problems = conf.problems();
        assertEquals(List.of(
                "events.hooks[0].on: wait: true is for uploads alone: leave the key out here, and give the rest to a hook of "
                        + "its own without wait",
                "events.hooks[1].on: a hook must be told of something: write [upload], or leave the key out",
                "events.hooks[2].on[0]: unknown word \"uploads\", did you mean \"upload\"?",
                "events.hooks[3].paths: a login has no path: leave the key out"),
                problems.stream().map(problem -> problem.substring(problem.indexOf(' ') + 1)).toList());
        assertTrue(problems.getFirst().startsWith("ftpsd.yaml:4:"), problems::toString);
    }

    /** A hook that never hears of anything judges nothing either. */
    @Test
    void paths_that_cover_nothing_are_refused() throws Exception {
        conf.machine("""
                events:
                  hooks:
                    - { name: a, command: /bin/true, wait: true, paths: ["in/*"] }
                    - { name: b, command: /bin/true, wait: true, paths: [] }
                    - { name: c, command: /bin/true, wait: true, paths: ["?in/*", "*"] }
                """);
        var remedy =
                "a pattern covers no path of a user unless it begins with / or *: write [\"/in/*\"] or [\"*.csv\"]";
        assertEquals(List.of("ftpsd.yaml:4:58 events.hooks[0].paths: " + remedy,
                "ftpsd.yaml:5:57 events.hooks[1].paths: " + remedy), conf.problems());
    }

    @Test
    void an_upload_can_wait_only_where_it_is_not_seen_yet() throws Exception {
        conf.machine("""
                storage: { upload: direct }
                events: { hooks: [ { name: scan, command: /bin/true, wait: true } ] }
                """);
        assertEquals(List.of("ftpsd.yaml:3:60 events.hooks[0].wait: an upload can wait where it is not seen yet: "
                + "it needs storage.upload: atomic"), conf.problems());
    }

    @Test
    void a_web_service_that_cannot_tell_who_calls_brings_a_warning() throws Exception {
        conf.machine("events: { hooks: [ { name: told, url: \"https://example.org\" } ] }\n");
        assertEquals(
                List.of("ftpsd.yaml:2:39 events.hooks[0].url: without secret: the receiver cannot tell our messages "
                        + "from anybody's"),
                conf.warnings());
    }

    @Test
    void the_secret_comes_from_a_file_and_is_never_shown() throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "whsec\n").toAbsolutePath();
        conf.machine("events: { hooks: [ { name: told, url: \"https://example.org\", secret: \"${file:" + secret
                + "}\" } ] }\n");
        var hook = (Target.Webhook) conf.load().settings().events().hooks().getFirst().target();

        assertEquals(5, hook.secret().orElseThrow().length());
        assertFalse(conf.load().settings().toString().contains("whsec"));
        assertFalse(conf.load().effective().toString().contains("whsec"));
    }
}
