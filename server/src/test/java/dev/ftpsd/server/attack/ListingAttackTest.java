package dev.ftpsd.server.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Listings as a means to keep the server busy, or to tell a client what is not there. */
final class ListingAttackTest {

    @TempDir
    Path directory;

    private TestServer server;
    private FtpTestClient client;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(directory);
        Files.createDirectories(server.home().resolve("d/inner"));
        Files.writeString(server.home().resolve("d/inner/secret"), "x");
        client = FtpTestClient.connect(server.port()).login("alice");
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private String listed(String command) throws IOException {
        try (var data = client.openData()) {
            client.ask(command, 150);
            var text = new String(data.readAll(), StandardCharsets.UTF_8);
            client.expect(226);
            return text;
        }
    }

    /** CERT CA-2001-07: each star above the last part multiplies the work. */
    @Test
    void a_pattern_is_read_in_the_last_part_of_a_path_alone() throws Exception {
        for (var pattern : List.of("*/inner", "*/../*/../*/inner", "?/*/secret")) {
            client.epsv();
            client.ask("NLST " + pattern, 550);
        }
        Files.createFile(server.home().resolve("a".repeat(200)));
        try (var data = client.openData()) {
            client.send("NLST " + "*a".repeat(100) + "*b");
            var answer = client.read();
            if (answer.code() == 150) {
                assertEquals(0, data.readAll().length);
                client.expect(226);
            } else {
                assertEquals(550, answer.code());
            }
        }
    }

    /** STAT answers on the control connection, where a long answer holds everything up (CVE-2011-0762). */
    @Test
    void stat_knows_no_patterns() throws Exception {
        client.ask("STAT *", 550);
        client.ask("STAT d/*", 550);
        client.ask("STAT ?", 550);
    }

    /** CVE-2019-20176: a listing that goes down ends where the stack does. */
    @Test
    void list_never_goes_down() throws Exception {
        for (var command : List.of("LIST -R", "LIST -lR d", "NLST -R", "LIST -R /")) {
            assertFalse(listed(command).contains("secret"), command);
        }
    }

    @Test
    void a_long_listing_ends_when_it_is_aborted() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            Files.createFile(server.home().resolve("d/inner/" + "x".repeat(200) + i));
        }
        try (var data = client.openData()) {
            client.ask("LIST d/inner", 150);
            assertTrue(data.socket().getInputStream().read() >= 0);
            client.ask("ABOR", 426);
            client.expect(226);
            client.ask("NOOP", 200);
        }
    }

    /** Facts end at the first blank (RFC 3659 §7.2): a name cannot add one. */
    @Test
    void the_name_of_an_mlsd_line_is_all_behind_its_first_blank() throws Exception {
        var name = "x;Type=dir;Perm=w; y=z;";
        Files.createFile(server.home().resolve("d/inner/" + name));
        var names = new ArrayList<String>();
        for (var line : listed("MLSD d/inner").lines().toList()) {
            assertTrue(line.startsWith("Type=file;"), line);
            names.add(line.substring(line.indexOf(' ') + 1));
        }
        assertTrue(names.contains(name), names.toString());
    }

    @Test
    void a_path_does_not_grow_without_end_by_cwd() throws Exception {
        var name = "n".repeat(200);
        var steps = 0;
        for (var code = 257; code == 257 && steps < 100; steps++) {
            client.send("MKD " + name);
            code = client.read().code();
            client.send("CWD " + name);
            client.read();
        }
        assertTrue(steps < 25, "steps: " + steps);
        assertTrue(client.ask("PWD", 257).text().length() < 4200);
        client.ask("MLST", 250);
    }
}
