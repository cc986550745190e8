package dev.ftpsd.server.hook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;

import static dev.ftpsd.server.hook.HookSite.upload;
import static dev.ftpsd.server.hook.ToldFacts.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Hooks that ask for more than uploads. */
class ToldOfAllTest extends WithHookSite {

    private static final String ALL = "on: [upload, download, delete, rename, mkdir, rmdir, login]";

    private static String hook(Receiver receiver, String more) {
        return "events: { hooks: [ { name: told, url: \"" + receiver.address() + "\", " + more + " } ] }\n";
    }

    private void awaitTold(Receiver receiver, int count) throws InterruptedException {
        Eventually.holds(() -> receiver.told().size() >= count && site.spooled() == 0, count + " are told");
        assertEquals(count, receiver.told().size(), () -> ToldFacts.all(receiver).toString());
    }

    @Test
    void each_thing_that_a_hook_asks_for_is_told_with_its_names() throws Exception {
        try (var receiver = new Receiver(200); var server = site.start(hook(receiver, ALL));
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            client.ask("MKD in", 257);
            upload(client, "STOR in/a", "hello");
            assertEquals("hello", new String(client.retrieve("in/a"), StandardCharsets.UTF_8));
            client.ask("RNFR in/a", 350);
            client.ask("RNTO in/b", 250);
            client.ask("DELE in/b", 250);
            client.ask("XRMD in", 250);

            awaitTold(receiver, 7);
            var home = server.home().toRealPath().toString();
            assertEquals("LOGIN alice 127.0.0.1 none - -", "LOGIN " + fields(ToldFacts.of(receiver, "login"), "user",
                    "from", "tls", "command", "file"));
            assertEquals("MKD /in " + home + "/in", named(receiver, "mkdir"));
            assertEquals("STOR /in/a " + home + "/in/a", named(receiver, "upload"));
            assertEquals("RETR /in/a " + home + "/in/a", named(receiver, "download"));
            assertEquals("5 0 5", fields(ToldFacts.of(receiver, "download"), "bytes", "first", "size"));
            assertEquals("RNTO /in/a " + home + "/in/b", named(receiver, "rename"));
            assertEquals("/in/b", fields(ToldFacts.of(receiver, "rename"), "to"));
            assertEquals("DELE /in/b " + home + "/in/b", named(receiver, "delete"));
            assertEquals("RMD /in " + home + "/in", named(receiver, "rmdir"));
            assertEquals(1, ToldFacts.all(receiver).stream().map(fact -> fields(fact, "session", "user")).distinct()
                    .count());
        }
    }

    private static String named(Receiver receiver, String event) {
        return fields(ToldFacts.of(receiver, event), "command", "path", "file");
    }

    @Test
    void without_on_a_hook_hears_of_uploads_alone_and_nothing_else_touches_the_spool() throws Exception {
        try (var receiver = new Receiver(200); var server = site.start(hook(receiver, "paths: [\"*\"]"));
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            Files.writeString(server.home().resolve("a"), "hello");
            client.ask("MKD d", 257);
            client.retrieve("a");
            client.ask("RNFR a", 350);
            client.ask("RNTO d/a", 250);
            client.ask("DELE d/a", 250);
            client.ask("RMD d", 250);
            assertTrue(Files.notExists(folder.resolve("state/events")));

            upload(client, "STOR a", "hello");
            awaitTold(receiver, 1);
            assertEquals(List.of("upload"), ToldFacts.words(receiver));
        }
    }

    /** An upload, or a rename, over a file that is there is one thing and not two. */
    @Test
    void what_is_replaced_is_not_deleted() throws Exception {
        try (var receiver = new Receiver(200); var server = site.start(hook(receiver, "on: [upload, rename, delete]"));
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            Files.writeString(server.home().resolve("a"), "old");
            upload(client, "STOR a", "new");
            Files.writeString(server.home().resolve("b"), "old");
            client.ask("RNFR a", 350);
            client.ask("RNTO b", 250);

            awaitTold(receiver, 2);
            assertEquals(List.of("rename", "upload"), ToldFacts.words(receiver));
        }
    }

    @Test
    void what_was_refused_or_broke_off_is_not_told_of() throws Exception {
        try (var receiver = new Receiver(200); var server = site.start(hook(receiver, ALL));
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            Files.createDirectory(server.home().resolve("d"));
            Files.write(server.home().resolve("large"), new byte[64 << 20]);
            client.ask("DELE missing", 550);
            client.ask("DELE d", 550);
            client.ask("MKD d", 550);
            client.ask("RMD large", 550);
            client.ask("RNFR large", 350);
            client.ask("RNTO d/none/x", 553);
            try (var _ = client.openData()) {
                client.ask("RETR large", 150);
                client.ask("ABOR", 426);
                client.expect(226);
            }
            try (var other = FtpTestClient.connect(server.port())) {
                other.ask("USER alice", 331);
                other.ask("PASS wrong", 530);
            }

            client.ask("REST 67108860", 350);
            assertEquals(4, client.retrieve("large").length);
            awaitTold(receiver, 2);
            assertEquals("4 67108860 67108864",
                    fields(ToldFacts.of(receiver, "download"), "bytes", "first", "size"));
            assertEquals("login", fields(ToldFacts.of(receiver, "login"), "event"));
        }
    }

    private static void rename(FtpTestClient client, String from, String to) throws IOException {
        client.ask("RNFR " + from, 350);
        client.ask("RNTO " + to, 250);
    }

    @Test
    void a_pattern_covers_a_rename_by_either_name() throws Exception {
        try (var receiver = new Receiver(200);
                var server = site.start(hook(receiver, "on: [rename, delete, download], paths: [\"/out/*\"]"));
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            Files.createDirectory(server.home().resolve("out"));
            Files.writeString(server.home().resolve("a"), "hello");
            client.retrieve("a");
            rename(client, "a", "b");
            rename(client, "b", "out/c");
            rename(client, "out/c", "d");
            client.ask("DELE d", 250);

            awaitTold(receiver, 2);
            assertEquals(List.of("/b /out/c", "/out/c /d"),
                    ToldFacts.all(receiver).stream().map(fact -> fields(fact, "path", "to")).sorted().toList());
        }
    }

    @Test
    void a_name_forges_nothing_and_reaches_a_program_by_its_input_alone() throws Exception {
        var told =
                site.program("told", "printf '%s|' \"$@\" > $here/arguments; env > $here/environment; cat >> $here/in");
        var name = "$(touch pwned)\",\"event\":\"login\",\"x\":\"\u202e";
        try (var server = site.start("events: { hooks: [ { name: told, on: delete, command: [\"%s\", x] } ] }\n"
                .formatted(told)); var client = FtpTestClient.connect(server.port()).login("alice")) {
            Files.writeString(server.home().resolve(name), "");
            client.ask("DELE " + name, 250);

            Eventually.holds(() -> site.read("in").endsWith("\n") && site.spooled() == 0, "the program is called");
            assertEquals(1, site.read("in").lines().count());
            assertEquals("delete /" + name, fields(ToldFacts.read(site.read("in")), "event", "path"));
            assertEquals("x|", site.read("arguments"));
            assertTrue(!site.read("environment").contains("pwned"), site.read("environment"));
            assertTrue(!site.read("in").contains("\u202e"), site.read("in"));
        }
    }

    @Test
    void directories_that_a_camera_never_made_are_told_of_one_by_one() throws Exception {
        try (var receiver = new Receiver(200); var server = TestServer.start(folder,
                TestServer.PERMISSIVE + hook(receiver, "on: mkdir"),
                TestServer.USERS.replace("home: home", "home: home\n    profile: device"));
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            upload(client, "STOR 2026/05/a.jpg", "hello");
            client.ask("MKD 2026", 257);

            awaitTold(receiver, 2);
            assertEquals(List.of("STOR /2026", "STOR /2026/05"),
                    ToldFacts.all(receiver).stream().map(fact -> fields(fact, "command", "path")).sorted().toList());
        }
    }
}
