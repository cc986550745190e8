package dev.ftpsd.server.hook;

import java.nio.file.Files;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Nothing is lost in silence: what nobody could be told of is not done. */
class FullSpoolTest extends WithHookSite {

    private TestServer start(String on, int limit) throws Exception {
        var failing = site.program("failing", "exit 3");
        var server = site.start("events: { spool-limit: " + limit + ", retry-first: 1h, retry-longest: 1h, hooks: [ { "
                + "name: told, on: [" + on + "], " + (on.equals("login") ? "" : "paths: [\"/out/*\"], ") + "command: \""
                + failing + "\" } ] }\n");
        for (var name : new String[]{"out", "out/empty", "in"}) {
            Files.createDirectories(server.home().resolve(name));
        }
        for (var name : new String[]{"out/a", "in/a"}) {
            Files.writeString(server.home().resolve(name), "hello");
        }
        return server;
    }

    private static void assertAsBefore(TestServer server) {
        assertTrue(Files.exists(server.home().resolve("out/a")));
        assertTrue(Files.exists(server.home().resolve("out/empty")));
        assertTrue(Files.notExists(server.home().resolve("out/new")));
        assertTrue(Files.notExists(server.home().resolve("in/out")));
    }

    @Test
    void while_the_spool_is_full_what_would_fill_it_is_refused_beforehand_and_everything_else_is_not()
            throws Exception {
        try (var server = start("download, delete, rename, mkdir, rmdir", 1);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            client.ask("MKD out/first", 257);

            assertTrue(client.ask("DELE out/a", 450).text().contains("try again later"));
            client.ask("RMD out/empty", 450);
            client.ask("MKD out/new", 450);
            client.ask("RNFR out/a", 350);
            client.ask("RNTO in/out", 450);
            client.ask("RNFR in/a", 350);
            client.ask("RNTO out/new", 450);
            try (var _ = client.openData()) {
                client.ask("RETR out/a", 450);
            }
            assertAsBefore(server);

            assertEquals(5, client.retrieve("in/a").length);
            client.ask("RNFR in/a", 350);
            client.ask("RNTO in/b", 250);
            client.ask("DELE in/b", 250);
            client.ask("MKD in/d", 257);
            client.ask("RMD in/d", 250);
            assertEquals(1, site.spooled());
        }
    }

    @Test
    void what_waits_for_one_hook_is_in_no_other_s_way() throws Exception {
        var failing = site.program("failing", "exit 3");
        try (var server = site.start("events: { spool-limit: 1, retry-first: 1h, retry-longest: 1h, hooks: [ "
                + "{ name: dead, on: [mkdir], command: \"" + failing + "\" }, "
                + "{ name: intake, command: \"" + failing + "\" } ] }\n");
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            client.ask("MKD one", 257);
            client.ask("MKD two", 450);

            client.store("file", new byte[1]);
            try (var _ = client.openData()) {
                client.ask("STOR another", 452);
            }
        }
    }

    @Test
    void while_the_spool_is_full_nobody_comes_in_whose_login_would_fill_it() throws Exception {
        try (var log = new HeardLog(); var server = start("login, upload", 1);
                var client = FtpTestClient.connect(server.port()).login("alice");
                var other = FtpTestClient.connect(server.port())) {
            other.ask("USER alice", 331);
            assertTrue(other.ask("PASS secret", 421).text().contains("try again later"));

            client.ask("PWD", 257);
            assertEquals(1, site.spooled());
            assertTrue(log.lines("line").stream().anyMatch(
                    line -> line.contains("login-refused") && line.endsWith("reason=SPOOL_FULL")),
                    log.lines("line")::toString);
        }
    }

    @Test
    void whoever_asks_again_and_again_does_not_fill_the_log() throws Exception {
        try (var log = new HeardLog(); var server = start("mkdir", 1);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            client.ask("MKD out/first", 257);
            for (var number = 0; number < 200; number++) {
                client.ask("MKD out/new", 450);
            }
            var lines = log.lines("line").stream().filter(line -> line.contains("events.spool-limit")).count();
            assertTrue(lines >= 20 && lines < 100, lines + " lines");
        }
    }

    /** As on a disk that is full; here a file stands where the folder should. */
    @Test
    void where_the_spool_cannot_be_written_nothing_is_done_and_no_download_is_called_complete() throws Exception {
        try (var log = new HeardLog(); var server = start("download, delete, rename, mkdir, rmdir", 0);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            Files.writeString(Files.createDirectories(folder.resolve("state")).resolve("events"), "");

            client.ask("DELE out/a", 451);
            client.ask("RMD out/empty", 451);
            client.ask("MKD out/new", 451);
            client.ask("RNFR out/a", 350);
            client.ask("RNTO in/out", 451);
            assertAsBefore(server);
            try (var _ = client.openData()) {
                client.ask("RETR out/a", 150);
                client.expect(451);
            }
            assertTrue(log.lines("line").stream().anyMatch(
                    line -> line.contains("transfer ") && line.contains("completion=failed")),
                    log.lines("line")::toString);
            assertTrue(log.lines("line").stream().noneMatch(line -> line.contains("events delete ")));
        }
    }

    @Test
    void where_the_spool_cannot_be_written_nobody_comes_in() throws Exception {
        try (var server = start("login", 0); var client = FtpTestClient.connect(server.port())) {
            Files.writeString(Files.createDirectories(folder.resolve("state")).resolve("events"), "");
            client.ask("USER alice", 331);
            client.ask("PASS secret", 421);
        }
    }
}
