package dev.ftpsd.server.hook;

import java.nio.file.Files;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import dev.ftpsd.auth.Secret;
import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;

import static dev.ftpsd.server.hook.HookSite.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Programs and web services hear of uploads that are there. */
class DeliveryTest extends WithHookSite {

    private static final String FAST = " retry-first: 10ms, retry-longest: 50ms }\n";

    @Test
    void a_program_gets_the_event_on_its_input_and_nothing_of_the_client_among_its_arguments() throws Exception {
        var told = site.program("told",
                "printf '%s|' \"$@\" > $here/arguments; env > $here/environment; cat > $here/in.new; mv $here/in.new $here/in");
        try (var server = site.start("""
                storage: { receipts: sha-256 }
                events: { hooks: [ { name: told, command: ["%s", "a b", "$(id)"] } ] }
                """.formatted(told));
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            assertTrue(upload(client, "STOR $(touch pwned);\"'.csv", "hello").startsWith("226"));

            Eventually.holds(() -> !site.read("in").isEmpty(), "the program is called");
            assertEquals("a b|$(id)|", site.read("arguments"));
            assertFalse(site.read("environment").contains("csv"), site.read("environment"));
            var event = site.read("in");
            assertTrue(event.contains("\"path\":\"/$(touch pwned);\\\"'.csv\""), event);
            assertTrue(event.contains("\"user\":\"alice\""), event);
            assertTrue(event.contains("\"bytes\":5"), event);
            assertTrue(
                    event.contains("\"sha-256\":\"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\""),
                    event);
            assertTrue(event.contains(server.home().toRealPath() + "/$(touch pwned)"), event);
            Eventually.holds(() -> site.spooled() == 0, "what is delivered is no longer in the spool");
        }
    }

    @Test
    void a_web_service_gets_the_event_signed() throws Exception {
        try (var receiver = new Receiver(204);
                var server = site.start("""
                        events: { hooks: [ { name: told, url: "%s", secret: whsec } ] }
                        """.formatted(receiver.address()));
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            upload(client, "STOR a", "hello");

            Eventually.holds(() -> receiver.told().size() == 1 && site.spooled() == 0, "the service is called");
            var told = receiver.told().getFirst();
            var time = Long.parseLong(told.headers().getFirst("Ftpsd-Timestamp"));
            assertTrue(Math.abs(Instant.now().getEpochSecond() - time) < 60, "sent at " + time);
            assertEquals(WebCall.signature(Secret.of("whsec"), time, told.body()),
                    told.headers().getFirst("Ftpsd-Signature"));
            assertEquals("application/json", told.headers().getFirst("Content-Type"));
            assertTrue(told.body().contains("\"id\":\"" + told.headers().getFirst("Ftpsd-Event") + "\""), told.body());
        }
    }

    @Test
    void a_call_that_fails_is_made_again_until_it_succeeds() throws Exception {
        try (var receiver = new Receiver(500, 403, 302, 503, 200);
                var server = site.start("events: { hooks: [ { name: told, url: \"" + receiver.address() + "\" } ],"
                        + FAST);
                var log = new HeardLog();
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            upload(client, "STOR a", "hello");

            Eventually.holds(() -> receiver.told().size() == 5 && site.spooled() == 0, "five calls");
            assertEquals(1, receiver.told().stream().map(Receiver.Told::body).distinct().count());
            assertTrue(log.lines("line").stream().anyMatch(
                    line -> line.contains("hook-failed hook=told")
                            && line.endsWith("failures=3 reason=\"status 302\"")),
                    log.lines("line")::toString);
        }
    }

    @Test
    void only_files_that_a_pattern_covers_are_told_of_and_none_that_broke_off() throws Exception {
        try (var receiver = new Receiver(200);
                var server = site.start("events: { hooks: [ { name: told, url: \"" + receiver.address()
                        + "\", paths: [\"/in/*\", \"*.csv\"] } ] }\n");
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            client.ask("MKD in", 257);
            for (var name : new String[]{"in/a", "a.txt", "a.csv"}) {
                upload(client, "STOR " + name, "hello");
            }
            try (var data = client.openData()) {
                client.ask("STOR b.csv", 150);
                data.write("half");
                client.ask("ABOR", 426);
                client.expect(226);
            }
            upload(client, "APPE a.csv", "more");

            Eventually.holds(() -> receiver.told().size() == 3 && site.spooled() == 0, "three calls");
            assertTrue(receiver.told().stream().noneMatch(told -> told.body().contains("a.txt")));
            assertTrue(receiver.told().stream().noneMatch(told -> told.body().contains("b.csv")));
        }
    }

    @Test
    void while_the_spool_is_full_uploads_that_would_fill_it_are_refused_and_others_are_not() throws Exception {
        var failing = site.program("failing", "exit 3");
        var config = "events: { spool-limit: 2, retry-first: 1h, retry-longest: 1h, hooks: [ { name: told, command: \""
                + failing + "\", paths: [\"*.csv\"] } ] }\n";
        try (var server = site.start(config);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            upload(client, "STOR a.csv", "1");
            upload(client, "STOR b.csv", "2");

            assertEquals(2, site.spooled());
            client.openData().close();
            assertTrue(client.ask("STOR c.csv", 452).text().contains("try again later"));
            assertTrue(upload(client, "STOR c.txt", "3").startsWith("226"));
            assertTrue(Files.notExists(server.home().resolve("c.csv")));
        }
    }

    @Test
    void what_was_not_delivered_is_delivered_by_the_next_server_of_that_state() throws Exception {
        var failing = site.program("told", "exit 3");
        var config = "events: { retry-first: 1h, retry-longest: 1h, hooks: [ { name: told, command: \"" + failing
                + "\" } ] }\n";
        try (var server = site.start(config);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            upload(client, "STOR a", "1");
        }
        assertEquals(1, site.spooled());

        site.program("told", "cat > $here/in");
        try (var server = site.start(config)) {
            Eventually.holds(() -> site.read("in").contains("\"path\":\"/a\"") && site.spooled() == 0, "delivered");
            assertEquals(0, server.server().sessionCount());
        }
    }

    @Test
    void what_was_being_committed_when_the_server_was_killed_is_told_if_the_file_is_there() throws Exception {
        var spool = Files.createDirectories(folder.resolve("state/events"));
        var there = Files.writeString(folder.resolve("there"), "");
        Files.writeString(spool.resolve("0193-a.told.prepared"), there + "\n{\"id\":\"a\"}\n");
        Files.writeString(spool.resolve("0193-b.told.prepared"), folder.resolve("missing") + "\n{\"id\":\"b\"}\n");
        try (var receiver = new Receiver(200);
                var server =
                        site.start("events: { hooks: [ { name: told, url: \"" + receiver.address() + "\" } ] }\n")) {
            Eventually.holds(() -> site.spooled() == 0, "the spool is empty");

            assertEquals(1, receiver.told().size());
            assertEquals("{\"id\":\"a\"}", receiver.told().getFirst().body());
            assertEquals(0, server.server().sessionCount());
        }
    }

    @Test
    void an_event_that_nobody_takes_is_dropped_in_the_end_and_the_log_says_so() throws Exception {
        var failing = site.program("failing", "exit 3");
        try (var log = new HeardLog();
                var server = site.start("events: { give-up-after: 300ms, hooks: [ { name: told, command: \"" + failing
                        + "\" } ]," + FAST);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            upload(client, "STOR a", "hello");

            Eventually.holds(() -> site.spooled() == 0, "dropped");
            assertTrue(
                    log.lines("line").stream().anyMatch(line -> line.contains("ERROR events hook-gave-up hook=told")),
                    log.lines("line")::toString);
        }
    }

    @Test
    void no_more_programs_than_parallel_run_at_once() throws Exception {
        var hanging = site.program("hanging", "echo x >> $here/started; exec sleep 1000");
        var config = "events: { parallel: 2, hooks: [ { name: told, timeout: 10m, command: \"" + hanging + "\" } ] }\n";
        try (var server = site.start(config);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            for (var name : new String[]{"a", "b", "c", "d"}) {
                upload(client, "STOR " + name, "hello");
            }
            Eventually.holds(() -> site.read("started").lines().count() >= 2, "two run");
            TimeUnit.MILLISECONDS.sleep(200);
            assertEquals(2, site.read("started").lines().count());
        }
    }

    /** It hangs until it has said which processes are there: on a busy machine it may be killed before. */
    @Test
    void a_program_that_hangs_is_killed_with_what_it_has_started() throws Exception {
        var hanging = site.program("hanging", "if test -s $here/pids; then exit 0; fi\n"
                + "sleep 1000 & printf '%s\\n' $$ $! >> $here/pids; wait");
        try (var server = site.start("events: { hooks: [ { name: told, timeout: 5s, command: \"" + hanging + "\" } ],"
                + FAST);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            upload(client, "STOR a", "hello");

            Eventually.holds(() -> site.read("pids").lines().count() == 2, "it runs, and what it has started");
            Eventually.holds(() -> site.read("pids").lines().map(Long::parseLong).noneMatch(
                    pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()), "both are killed");
        }
    }
}
