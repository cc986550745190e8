package dev.ftpsd.server.hook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;

import static dev.ftpsd.server.hook.HookSite.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A hook that hangs, is gone, or has lost its events is no trouble to the others. */
class ManyHooksTest extends WithHookSite {

    @Test
    void a_hook_that_hangs_with_many_events_does_not_hold_up_another_one() throws Exception {
        var hanging = site.program("hanging", "echo x >> $here/started; sleep 1000");
        try (var receiver = new Receiver(200); var server = site.start("""
                events:
                  parallel: 3
                  hooks:
                    - { name: hangs, timeout: 10m, paths: ["*.csv"], command: "%s" }
                    - { name: good, paths: ["*.txt"], url: "%s" }
                """.formatted(hanging, receiver.address()));
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            for (var number = 0; number < 8; number++) {
                upload(client, "STOR " + number + ".csv", "hello");
            }
            Eventually.holds(() -> site.read("started").lines().count() >= 2, "it hangs");
            for (var number = 0; number < 3; number++) {
                upload(client, "STOR " + number + ".txt", "hello");
            }

            Eventually.holds(() -> receiver.told().size() == 3 && site.spooled() == 8, "the good one is told");
            assertEquals(2, site.read("started").lines().count(), "one place is kept");
        }
    }

    private static String hook(String name, String path, String target) {
        return "{ name: " + name + ", paths: [\"" + path + "\"], " + target + " }";
    }

    /** The events section, in one line. */
    private static String events(String... hooks) {
        return "events: { spool-limit: 2, retry-first: 10ms, retry-longest: 50ms, hooks: [ " + String.join(", ", hooks)
                + " ] }\n";
    }

    private static void configure(TestServer server, String before, String after) throws IOException {
        var file = server.conf().resolve("ftpsd.yaml");
        Files.writeString(file, Files.readString(file).replace(before, after));
        server.reload();
    }

    private static String reply(FtpTestClient client, String command) {
        try (var data = client.openData()) {
            client.send(command);
            var first = client.read().toString();
            if (!first.startsWith("150")) {
                return first;
            }
            data.write("hello");
            data.end();
            return client.read().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void events_of_a_hook_that_is_gone_fill_the_spool_for_nobody_and_are_delivered_when_it_is_back() throws Exception {
        try (var receiver = new Receiver(200)) {
            var failing = hook("gone", "*.csv", "command: \"" + site.program("failing", "exit 3") + "\"");
            var good = hook("good", "*.txt", "url: \"" + receiver.address() + "\"");
            try (var server = site.start(events(failing, good));
                    var client = FtpTestClient.connect(server.port()).login("alice")) {
                upload(client, "STOR a.csv", "1");
                upload(client, "STOR b.csv", "2");
                assertTrue(reply(client, "STOR c.csv").startsWith("452"));

                configure(server, events(failing, good), events(good));
                assertTrue(reply(client, "STOR a.txt").startsWith("226"));
                Eventually.holds(() -> receiver.told().size() == 1 && site.spooled() == 2,
                        "the good one is told, and the events of the other one wait");

                var back = hook("gone", "*.csv", "url: \"" + receiver.address() + "\"");
                configure(server, events(good), events(good, back));
                Eventually.holds(() -> receiver.told().size() == 3 && site.spooled() == 0, "it is back");
            }
        }
    }

    @Test
    void an_event_whose_file_is_gone_is_counted_no_longer_and_the_log_says_so() throws Exception {
        var failing = hook("told", "*", "command: \"" + site.program("failing", "exit 3") + "\"");
        try (var log = new HeardLog(); var server = site.start(events(failing));
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            upload(client, "STOR a", "1");
            upload(client, "STOR b", "2");
            assertTrue(reply(client, "STOR c").startsWith("452"));
            try (var files = Files.newDirectoryStream(folder.resolve("state/events"))) {
                for (var file : files) {
                    Files.delete(file);
                }
            }

            Eventually.holds(() -> reply(client, "STOR c").startsWith("226"), "there is room again");
            Eventually.holds(() -> log.lines("line").stream().anyMatch(
                    line -> line.contains("hook-gave-up hook=told") && line.contains("gone from the spool")), "told");
        }
    }
}
