package dev.ftpsd.server.hook;

import java.nio.file.Files;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.S3Endpoint;
import org.junit.jupiter.api.Test;

import static dev.ftpsd.server.hook.HookSite.upload;
import static dev.ftpsd.server.hook.ToldFacts.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What waits in the spool, whatever becomes of the configuration and of the server. */
class ChangedOnTest extends WithHookSite {

    private static final String BEGINNING = "events: { retry-first: 10ms, retry-longest: 50ms, hooks: [ { name: told, ";

    private static String hook(String target, String more) {
        return BEGINNING + target + more + " } ] }\n";
    }

    @Test
    void what_was_asked_for_is_delivered_also_when_the_hook_asks_for_other_things_since() throws Exception {
        var failing = hook("command: \"" + site.program("failing", "exit 3") + "\"", ", on: [delete]");
        try (var receiver = new Receiver(200); var server = site.start(failing);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            Files.writeString(server.home().resolve("a"), "");
            Files.writeString(server.home().resolve("b"), "");
            client.ask("DELE a", 250);
            assertEquals(1, site.spooled());

            var file = server.conf().resolve("ftpsd.yaml");
            Files.writeString(file, Files.readString(file).replace(failing,
                    hook("url: \"" + receiver.address() + "\"", ", on: [download]")));
            server.reload();
            client.ask("DELE b", 250);

            Eventually.holds(() -> receiver.told().size() == 1 && site.spooled() == 0, "told");
            assertEquals("delete /a", fields(ToldFacts.of(receiver, "delete"), "event", "path"));
        }
    }

    /** Written by a server that knew of uploads alone, and one whose deed was cut off by a kill. */
    @Test
    void what_an_earlier_server_has_left_is_delivered() throws Exception {
        var spool = Files.createDirectories(folder.resolve("state/events"));
        var there = Files.writeString(folder.resolve("there"), "");
        Files.writeString(spool.resolve("0193-a.told.event"), there + "\n{\"event\":\"upload\",\"id\":\"a\"}\n");
        Files.writeString(spool.resolve("0193-b.told.prepared"), there + "\n{\"event\":\"upload\",\"id\":\"b\"}\n");
        Files.writeString(spool.resolve("0193-c.told.prepared"),
                "gone:" + folder.resolve("missing") + "\n{\"event\":\"delete\",\"id\":\"c\"}\n");
        Files.writeString(spool.resolve("0193-d.told.prepared"),
                "gone:" + there + "\n{\"event\":\"delete\",\"id\":\"d\"}\n");
        try (var receiver = new Receiver(200);
                var server = site.start(hook("url: \"" + receiver.address() + "\"", ", on: [login]"))) {
            Eventually.holds(() -> receiver.told().size() == 3 && site.spooled() == 0, "told");

            assertEquals("[a, b, c]", ToldFacts.all(receiver).stream().map(fact -> fields(fact, "id")).sorted().toList()
                    .toString());
            assertEquals(0, server.server().sessionCount());
        }
    }

    @Test
    void what_is_in_a_bucket_is_told_of_without_a_place_on_this_machine() throws Exception {
        try (var storage = new S3Endpoint(); var receiver = new Receiver(200);
                var server = TestServer.start(folder,
                        TestServer.PERMISSIVE + storage.settings()
                                + hook("url: \"" + receiver.address() + "\"",
                                        ", on: [download, delete, rename, mkdir, rmdir]"),
                        TestServer.USERS.replace("home: home", "home: \"s3://files/homes/{name}\""));
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            upload(client, "STOR a", "hello");
            assertEquals(5, client.retrieve("a").length);
            client.ask("MKD d", 257);
            client.ask("RNFR a", 350);
            client.ask("RNTO d/a", 250);
            client.ask("DELE d/a", 250);
            client.ask("RMD d", 250);

            Eventually.holds(() -> receiver.told().size() == 5 && site.spooled() == 0, "told");
            assertEquals("[delete /d/a -, download /a -, mkdir /d -, rename /a -, rmdir /d -]",
                    ToldFacts.all(receiver).stream().map(fact -> fields(fact, "event", "path", "file")).sorted()
                            .toList()
                            .toString());
        }
    }
}
