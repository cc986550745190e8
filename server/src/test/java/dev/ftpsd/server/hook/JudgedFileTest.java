package dev.ftpsd.server.hook;

import java.io.IOException;
import java.nio.file.Files;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;

import static dev.ftpsd.server.hook.HookSite.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a scanner reads is what would be there, also where not a byte has come to make it so. */
class JudgedFileTest extends WithHookSite {

    /** Copies aside what it judges, and refuses what holds EICAR. */
    private static final String SCAN = """
            cp "$(sed 's/.*"file":"\\([^"]*\\)".*/\\1/')" $here/judged
            if grep -q EICAR $here/judged; then exit 1; fi
            exit 0""";

    private TestServer start() throws IOException {
        var scan = site.program("scan", SCAN);
        return site.start("events: { hooks: [ { name: scan, wait: true, command: \"" + scan + "\" } ] }\n");
    }

    /** What the scanner read must be what the name shows then, to the byte. */
    private void assertJudged(TestServer server, String name, String content) throws IOException {
        var judged = site.read("judged");
        var there = Files.readString(server.home().resolve(name));
        assertTrue(judged.equals(content), judged.length() + " bytes were judged of " + name);
        assertTrue(there.equals(content), there.length() + " bytes are there of " + name);
    }

    /** Sends that much of a file and breaks off, so that it is kept out of sight. */
    private static void leavePart(FtpTestClient client, String name, String content) throws Exception {
        try (var data = client.openData()) {
            client.ask("STOR " + name, 150);
            data.write(content);
            Eventually.holds(() -> hasCome(client, content.length()), "it has come");
            client.ask("ABOR", 426);
            client.expect(226);
        }
    }

    /** The scanner is told of a path, and looks there when all has come. */
    @Test
    void no_directory_above_a_file_that_is_to_be_judged_gets_another_name() throws Exception {
        try (var server = start(); var client = FtpTestClient.connect(server.port()).login("alice");
                var other = FtpTestClient.connect(server.port()).login("alice")) {
            client.ask("MKD d", 257);
            client.ask("MKD d/e", 257);
            try (var data = client.openData()) {
                client.ask("STOR d/e/x", 150);
                data.write("EICAR" + "x".repeat(CHUNK));
                Eventually.holds(() -> hasCome(client, CHUNK), "it has come");
                for (var directory : new String[]{"d", "d/e"}) {
                    other.ask("RNFR " + directory, 350);
                    other.ask("RNTO away", 450);
                }
                data.end();
                client.expect(550);
            }
            other.ask("RNFR d", 350);
            other.ask("RNTO away", 250);
            assertTrue(Files.notExists(server.home().resolve("away/e/x")));
        }
    }

    private static String uploadNothing(FtpTestClient client, String command) throws IOException {
        return upload(client, command, "");
    }

    @Test
    void an_upload_without_a_byte_is_judged_by_the_file_that_it_makes_of_what_an_earlier_one_left() throws Exception {
        try (var server = start(); var client = FtpTestClient.connect(server.port()).login("alice")) {
            leavePart(client, "a", "EICAR" + "x".repeat(CHUNK - 5));
            client.ask("REST 5", 350);
            assertTrue(uploadNothing(client, "STOR a").startsWith("550"));
            assertTrue(Files.notExists(server.home().resolve("a")));

            leavePart(client, "b", "y".repeat(CHUNK));
            client.ask("REST 68", 350);
            assertTrue(uploadNothing(client, "STOR b").startsWith("226"));
            assertJudged(server, "b", "y".repeat(68));

            leavePart(client, "c", "z".repeat(CHUNK));
            assertTrue(uploadNothing(client, "STOR c").startsWith("226"));
            assertJudged(server, "c", "");

            leavePart(client, "d", "w".repeat(CHUNK));
            assertTrue(uploadNothing(client, "APPE d").startsWith("450"));
            assertTrue(Files.notExists(server.home().resolve("d")));
        }
    }

    @Test
    void an_upload_without_a_byte_is_judged_by_the_file_that_it_makes_of_an_old_one() throws Exception {
        try (var server = start(); var client = FtpTestClient.connect(server.port()).login("alice")) {
            Files.writeString(server.home().resolve("old"), "EICAR, and more");
            client.ask("REST 5", 350);
            assertTrue(uploadNothing(client, "STOR old").startsWith("550"));
            assertTrue(uploadNothing(client, "APPE old").startsWith("550"));
            assertEquals("EICAR, and more", Files.readString(server.home().resolve("old")));

            Files.writeString(server.home().resolve("old"), "harmless");
            client.ask("REST 4", 350);
            assertTrue(uploadNothing(client, "STOR old").startsWith("226"));
            assertJudged(server, "old", "harm");
            assertTrue(uploadNothing(client, "APPE old").startsWith("226"));
            assertJudged(server, "old", "harm");
            assertTrue(uploadNothing(client, "STOR old").startsWith("226"));
            assertJudged(server, "old", "");
        }
    }
}
