package dev.ftpsd.server.hook;

import java.nio.file.Files;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;

import static dev.ftpsd.server.hook.HookSite.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Uploads that wait for a scanner's verdict. */
class VerdictTest extends WithHookSite {

    /** Finds the place in the event, reads it there, and refuses what holds EICAR. */
    private static final String SCAN = """
            cat > $here/event
            file=$(sed 's/.*"file":"\\([^"]*\\)".*/\\1/' $here/event)
            echo "$file" > $here/file
            if grep -q EICAR "$file"; then exit 1; fi
            if grep -q CRASH "$file"; then exit 2; fi
            if grep -q SLEEP "$file"; then touch $here/asleep; sleep 1000; fi
            exit 0""";

    private TestServer start(String more) throws Exception {
        var scan = site.program("scan", SCAN);
        return site.start("events: { hooks: [ { name: scan, wait: true, command: \"" + scan + "\"" + more + " } ] }\n");
    }

    private void assertNothingThere(TestServer server, String name) throws Exception {
        try (var files = Files.list(server.home())) {
            assertEquals(0, files.filter(file -> !file.endsWith("old")).count(), name + " or a staged file is there");
        }
    }

    private static void assertNotVisible(TestServer server, String name) {
        assertTrue(Files.notExists(server.home().resolve(name)), name + " is there");
    }

    @Test
    void the_scanner_reads_the_staged_file_and_what_it_refuses_is_never_there() throws Exception {
        try (var server = start(""); var client = FtpTestClient.connect(server.port()).login("alice")) {
            assertTrue(upload(client, "STOR a", "EICAR").startsWith("550 The file was examined and refused"));
            assertNothingThere(server, "a");
            assertTrue(site.read("file").contains("/.ftpsd-"), site.read("file"));

            assertTrue(upload(client, "STOR a", "harmless").startsWith("226"));
            assertEquals("harmless", Files.readString(server.home().resolve("a")));
            assertTrue(upload(client, "STOR a", "EICAR").startsWith("550"));
            assertEquals("harmless", Files.readString(server.home().resolve("a")));
            assertTrue(upload(client, "STOU u", "EICAR").startsWith("550"));
            assertTrue(Files.notExists(server.home().resolve("u")));
        }
    }

    @Test
    void without_an_answer_the_upload_is_refused_for_now_unless_that_counts_as_yes() throws Exception {
        try (var server = start(""); var client = FtpTestClient.connect(server.port()).login("alice")) {
            assertTrue(upload(client, "STOR a", "CRASH").startsWith("451 The file could not be examined"));
            assertNotVisible(server, "a");
        }
        try (var server = start(", on-failure: allow");
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            assertTrue(upload(client, "STOR a", "CRASH").startsWith("226"));
            assertTrue(upload(client, "STOR a", "EICAR").startsWith("550"));
        }
    }

    @Test
    void a_scanner_that_does_not_come_back_in_time_gave_no_answer() throws Exception {
        try (var server = start(", timeout: 500ms"); var client = FtpTestClient.connect(server.port()).login("alice")) {
            assertTrue(upload(client, "STOR a", "SLEEP").startsWith("451"));
            assertNotVisible(server, "a");
        }
    }

    @Test
    void while_the_scanner_thinks_stat_is_answered_and_abor_ends_it() throws Exception {
        try (var server = start(", timeout: 60s"); var client = FtpTestClient.connect(server.port()).login("alice");
                var data = client.openData()) {
            client.ask("STOR a", 150);
            data.write("SLEEP");
            data.end();
            Eventually.holds(() -> Files.exists(folder.resolve("asleep")), "the scanner runs");

            var status = client.ask("STAT", 211).toString();
            assertTrue(status.contains("STOR in progress, 5 bytes so far"), status);
            client.send("NOOP", "ABOR");
            client.expect(426);
            client.expect(226);
            client.expect(200);
            assertNotVisible(server, "a");
        }
    }

    @Test
    void abor_ends_the_wait_for_a_place_among_the_calls() throws Exception {
        var scan = site.program("scan", SCAN);
        var hooks = "hooks: [ { name: scan, wait: true, timeout: 10m, command: \"" + scan + "\" } ]";
        try (var server = site.start("events: { parallel: 1, " + hooks + " }\n");
                var first = FtpTestClient.connect(server.port()).login("alice"); var sleeping = first.openData();
                var second = FtpTestClient.connect(server.port()).login("alice"); var waiting = second.openData()) {
            first.ask("STOR a", 150);
            sleeping.write("SLEEP");
            sleeping.end();
            Eventually.holds(() -> Files.exists(folder.resolve("asleep")), "the scanner runs");
            second.ask("STOR b", 150);
            waiting.write("hello");
            waiting.end();
            Eventually.holds(() -> hasCome(second, 5), "it has come");
            Thread.sleep(200); // It is on its way to the scanner.

            second.ask("ABOR", 426);
            second.expect(226);
            assertNotVisible(server, "b");
            first.ask("ABOR", 426);
            first.expect(226);
        }
    }

    @Test
    void the_loss_of_the_client_ends_the_scanner_and_leaves_nothing() throws Exception {
        try (var server = start(", timeout: 60s")) {
            try (var client = FtpTestClient.connect(server.port()).login("alice"); var data = client.openData()) {
                client.ask("STOR a", 150);
                data.write("SLEEP");
                data.end();
                Eventually.holds(() -> Files.exists(folder.resolve("asleep")), "the scanner runs");
            }
            Eventually.holds(() -> server.server().sessionCount() == 0, "the session ends");
            Eventually.holds(() -> ProcessHandle.current().descendants().noneMatch(ProcessHandle::isAlive),
                    "no scanner runs");
            assertNotVisible(server, "a");
        }
    }

    @Test
    void of_a_part_the_whole_file_is_judged_that_it_would_make() throws Exception {
        try (var server = start(""); var client = FtpTestClient.connect(server.port()).login("alice")) {
            upload(client, "STOR old", "EIC");
            assertTrue(upload(client, "APPE old", "AR").startsWith("550"));
            client.ask("REST 3", 350);
            assertTrue(upload(client, "STOR old", "AR").startsWith("550"));
            assertEquals("EIC", Files.readString(server.home().resolve("old")));

            assertTrue(upload(client, "APPE old", "a").startsWith("226"));
            assertEquals("EICa", Files.readString(server.home().resolve("old")));
        }
    }

    @Test
    void an_upload_that_broke_off_is_judged_when_it_has_become_whole() throws Exception {
        try (var server = start(""); var client = FtpTestClient.connect(server.port()).login("alice")) {
            try (var data = client.openData()) {
                client.ask("STOR a", 150);
                data.write("x".repeat(CHUNK - 3) + "EIC");
                Eventually.holds(() -> hasCome(client, CHUNK), "it has come");
                client.ask("ABOR", 426);
                client.expect(226);
            }
            assertNotVisible(server, "a");

            client.ask("REST " + CHUNK, 350);
            assertTrue(upload(client, "STOR a", "AR").startsWith("550"));
            assertNothingThere(server, "a");
        }
    }

    @Test
    void a_web_service_refuses_by_403_and_lets_pass_by_200() throws Exception {
        try (var receiver = new Receiver(403, 500, 200);
                var server = site.start("events: { hooks: [ { name: scan, wait: true, url: \"" + receiver.address()
                        + "\", secret: s } ] }\n");
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            assertTrue(upload(client, "STOR a", "1").startsWith("550"));
            assertTrue(upload(client, "STOR a", "2").startsWith("451"));
            assertTrue(upload(client, "STOR a", "3").startsWith("226"));
            assertEquals("3", Files.readString(server.home().resolve("a")));
        }
    }
}
