package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is known of a home outlives the server, and what is damaged counts for nothing. */
class QuotasTest {

    private static final String LIMITED = TestServer.USERS + "    limits: { quota: 1000B }\n";

    @TempDir
    Path directory;

    private TestServer start() throws IOException {
        return TestServer.start(directory, TestServer.PERMISSIVE, LIMITED);
    }

    private static FtpTestClient login(TestServer server) throws IOException {
        return FtpTestClient.connect(server.port()).login("alice");
    }

    private List<Path> kept() throws IOException {
        var folder = directory.resolve("state/quota");
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private void useUp(int bytes) throws IOException {
        try (var server = start(); var client = login(server)) {
            client.store("a", new byte[bytes]);
            assertEquals(List.of(), kept(), "what a crash would make wrong is not kept");
        }
    }

    @Test
    void a_quota_survives_a_restart() throws Exception {
        useUp(600);
        assertEquals(List.of("bytes=600 entries=1", "home=home"), Files.readAllLines(kept().getFirst()));

        try (var server = start(); var client = login(server)) {
            client.ask("ALLO 401", 552);
            client.store("b", new byte[400]);
            client.ask("DELE a", 250);
            client.ask("ALLO 600", 200);
        }
    }

    @Test
    void users_of_one_home_share_its_quota_however_they_write_it() throws Exception {
        Files.createSymbolicLink(directory.resolve("other"), Path.of("home"));
        var alice = LIMITED.substring(LIMITED.indexOf("  - name: alice"));
        var users = new StringBuilder(LIMITED);
        var homes = List.of("home/", "./x/../home", directory.resolve("home").toString(), "other");
        for (var i = 0; i < homes.size(); i++) {
            users.append(alice.replace("alice", "u" + i).replace("home: home", "home: " + homes.get(i)));
        }
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE, users.toString());
                var client = login(server)) {
            var others = new ArrayList<FtpTestClient>();
            for (var i = 0; i < homes.size(); i++) {
                others.add(FtpTestClient.connect(server.port()).login("u" + i));
            }
            for (var other : others) {
                other.ask("ALLO 1000", 200);
            }
            client.store("a", new byte[600]);
            for (var other : others) {
                other.ask("ALLO 401", 552);
                other.close();
            }
        }
        assertEquals(1, kept().size());
    }

    @Test
    void what_was_kept_and_is_damaged_leads_to_counting_and_never_to_zero() throws Exception {
        for (var damage : List.of("", "bytes=0", "bytes=-5 entries=1\nhome=home", "bytes=0 entries=0\nhome=other",
                "bytes=9999999999999999999 entries=1\nhome=home", "\0\0\0\0")) {
            useUp(600);
            Files.writeString(kept().getFirst(), damage);

            try (var server = start(); var client = login(server)) {
                client.ask("ALLO 401", 552);
                client.ask("ALLO 400", 200);
            }
        }
    }

    @Test
    void a_quota_that_comes_with_a_reload_holds_from_the_next_upload() throws Exception {
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE, TestServer.USERS);
                var client = login(server)) {
            client.store("a", new byte[2000]);
            Files.writeString(directory.resolve("conf/users.yaml"), LIMITED);
            var loaded = new SettingsReader(Map.of())
                    .read(directory.resolve("conf"));
            server.server().prepare(loaded.settings(), loaded.users()).run();

            client.ask("ALLO 1", 552);
            client.ask("EPSV", 229);
            assertTrue(client.ask("STOR b", 552).text().contains("2000 of 1000 bytes are used"));
            client.ask("DELE a", 250);
            client.store("b", new byte[1000]);
        }
        assertFalse(kept().isEmpty());
    }
}
