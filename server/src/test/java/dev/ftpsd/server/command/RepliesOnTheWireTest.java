package dev.ftpsd.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.Answer;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Replies that need more than a dialogue with one session: a limit, a second session, a disk that fails. */
final class RepliesOnTheWireTest {

    /** A regular file of 4096 octets by its attributes, each read of which fails. */
    private static final Path UNREADABLE = Path.of("/sys/devices/virtual/net/lo/speed");

    private static final int MORE_THAN_IS_GATHERED = 300_000;

    @TempDir
    Path directory;

    private TestServer start(String machine, String ofUser) throws IOException {
        var server = TestServer.start(directory, TestServer.PERMISSIVE + machine, TestServer.USERS + ofUser);
        Files.writeString(server.home().resolve("old"), "old");
        return server;
    }

    private static FtpTestClient login(TestServer server) throws IOException {
        return FtpTestClient.connect(server.port()).login("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOR new", "STOU", "APPE old"})
    void an_upload_to_a_disk_without_room_is_452(String command) throws Exception {
        try (var server = start("limits: { disk-reserve: 1000000TiB }\n", ""); var client = login(server)) {
            client.ask("ALLO 1", 452);
            client.ask("EPSV", 229);
            client.ask(command, 452);
            client.ask("NOOP", 200);
            try (var left = Files.list(server.home())) {
                assertEquals(List.of("old"), left.map(file -> file.getFileName().toString()).toList());
            }
        }
    }

    /** No file system here keeps the last second of the year 9999. */
    @ParameterizedTest
    @ValueSource(
            strings = {"MFMT 99991231235959 old", "MFF modify=99991231235959; old", "SITE UTIME 99991231235959 old"})
    void the_time_that_a_file_has_got_is_told_and_not_the_one_that_was_asked_for(String command) throws Exception {
        try (var server = start("", ""); var client = login(server)) {
            client.send(command);
            var told = client.read().text().replaceAll("Modify=(\\d{14});.*", "$1");
            assertEquals(told, client.ask("MDTM old", 213).text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOR new", "STOU", "APPE old"})
    void an_upload_above_the_quota_is_552_and_an_entry_too_many_too(String command) throws Exception {
        try (var server = start("", "    limits: { quota: 10B, quota-files: 2 }\n"); var client = login(server)) {
            client.ask("MKD d", 257);
            client.ask("MKD e", 552);
            client.ask("RMD d", 250);
            try (var data = client.openData()) {
                client.ask(command, 150);
                data.write(new byte[8]);
                data.end();
                client.expect(552);
            }
            assertEquals("old", Files.readString(server.home().resolve("old")));
            client.ask("SIZE new", 550);
        }
    }

    @Test
    void what_another_session_is_writing_is_450_for_those_who_would_move_it_under_a_quota() throws Exception {
        try (var server = start("", "    limits: { quota: 1MiB }\n"); var first = login(server);
                var data = first.openData(); var second = login(server)) {
            first.ask("STOR old", 150);
            data.write(new byte[MORE_THAN_IS_GATHERED]);
            awaitFirstWrite(first);

            second.ask("DELE old", 450);
            second.ask("RNFR old", 350);
            second.ask("RNTO new", 450);
            second.store("other", new byte[1]);
            second.ask("RNFR other", 350);
            second.ask("RNTO old", 450);

            data.end();
            first.expect(226);
            second.ask("DELE old", 250);
        }
    }

    /** STAT counts what has been given to the store. */
    private static void awaitFirstWrite(FtpTestClient client) throws IOException {
        String status;
        do {
            status = client.ask("STAT", 211).toString();
        } while (status.contains("STOR in progress, 0 bytes"));
        assertTrue(status.contains("STOR in progress"), status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HASH sys/speed", "XCRC sys/speed", "XSHA256 sys/speed", "MD5 sys/speed", "MMD5 old,sys/speed"})
    void a_hash_of_a_file_that_the_disk_cannot_read_is_451(String command) throws Exception {
        assumeTrue(Files.isRegularFile(UNREADABLE), "this system has no file that fails");
        try (var server = start("", "    links: [ { path: /sys, to: " + UNREADABLE.getParent() + " } ]\n");
                var client = login(server)) {
            var answer = client.ask(command, 451);
            assertTrue(!answer.toString().contains("devices"), () -> "a path of the machine: " + answer);
            client.ask("HASH old", 213);
        }
    }

    @Test
    void a_download_that_the_disk_ends_is_451_and_the_session_lives() throws Exception {
        assumeTrue(Files.isRegularFile(UNREADABLE), "this system has no file that fails");
        try (var server = start("", "    links: [ { path: /sys, to: " + UNREADABLE.getParent() + " } ]\n");
                var client = login(server); var _ = client.openData()) {
            client.ask("RETR sys/speed", 150);
            client.expect(451);
            assertEquals(3, client.retrieve("old").length);
        }
    }

    /** While NOOP is answered the two others come to the queue, so that ABOR is there when the counting begins. */
    @Test
    void abor_ends_the_counting_of_a_tree_with_426_and_then_226() throws Exception {
        try (var server = start("", ""); var client = login(server)) {
            client.send("NOOP", "DSIZ", "ABOR", "DSIZ");
            assertEquals(List.of(200, 426, 226, 213),
                    List.of(client.read(), client.read(), client.read(), client.read()).stream().map(Answer::code)
                            .toList());
        }
    }
}
