package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What nobody must find: a file that is not whole, and one that stands where a link should lead elsewhere. */
class UploadsOutOfSightTest {

    @TempDir
    Path directory;

    private TestServer start(String from, String to) throws IOException {
        assertTrue(TestServer.USERS.contains(from), from);
        return TestServer.start(directory, TestServer.PERMISSIVE, TestServer.USERS.replace(from, to));
    }

    private static boolean hasPart(Path home) {
        try (var files = Files.list(home)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(".ftpsd-"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whoever collects what comes in would take an empty file, and a kill would leave one whose name could not be used again. */
    @ParameterizedTest
    @ValueSource(strings = {"worm", "drop"})
    void nothing_stands_at_the_name_before_all_has_come(String rights) throws Exception {
        try (var server = start("allow: full", "allow: " + rights);
                var client = FtpTestClient.connect(server.port()).login("alice");
                var data = client.openData()) {
            client.ask("STOR report", 150);
            data.write("all of ");
            Eventually.holds(() -> hasPart(server.home()), "it is coming");
            assertTrue(Files.notExists(server.home().resolve("report")));

            data.write("it");
            data.end();
            client.expect(226);
            assertEquals("all of it", Files.readString(server.home().resolve("report")));
        }
    }

    /** Without a place aside it stands there from the first byte on, for everybody. */
    @ParameterizedTest
    @ValueSource(strings = {"worm", "drop"})
    void uploads_in_place_come_in_as_well(String rights) throws Exception {
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE + "storage: { upload: direct }\n",
                TestServer.USERS.replace("allow: full", "allow: " + rights));
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            client.store("report", new byte[3]);
            try (var files = Files.list(server.home())) {
                assertEquals(List.of("report"), files.map(file -> file.getFileName().toString()).toList());
            }
        }
    }

    @Test
    void a_name_that_somebody_takes_meanwhile_is_left_to_them() throws Exception {
        try (var server = start("allow: full", "allow: worm");
                var client = FtpTestClient.connect(server.port()).login("alice");
                var data = client.openData()) {
            client.ask("STOR report", 150);
            data.write("mine");
            Eventually.holds(() -> hasPart(server.home()), "it is coming");
            Files.writeString(server.home().resolve("report"), "theirs");
            data.end();
            client.expect(550);
            assertEquals("theirs", Files.readString(server.home().resolve("report")));
        }
    }

    /** A disk that is not mounted: what is sent there must not vanish when it is. */
    @Test
    void nothing_goes_to_the_home_where_a_link_should_lead_elsewhere() throws Exception {
        try (var server = start("    home: home\n", "    home: home\n    links: [ { path: /pics, to: missing } ]\n");
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            for (var command : List.of("MKD pics", "MKD pics/new", "CWD pics", "DELE pics/a")) {
                client.send(command);
                assertTrue(client.read().code() >= 400, command);
            }
            try (var _ = client.openData()) {
                client.send("STOR pics/a");
                assertTrue(client.read().code() >= 400);
            }
            client.store("a", new byte[3]);
            try (var files = Files.list(server.home())) {
                assertEquals(List.of("a"), files.map(file -> file.getFileName().toString()).toList());
            }
        }
    }
}
