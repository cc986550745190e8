package dev.ftpsd.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A charset for clients without UTF-8 in a server that runs: what an administrator changes, and what the log tells them. */
final class LegacyCharsetInForceTest {

    private static final String WESTERN = TestServer.PERMISSIVE + "protocol: { legacy-charset: windows-1252 }\n";

    @TempDir
    Path directory;

    /** A command whose last letter is an ü of windows-1252. */
    private static int ask(FtpTestClient client, String line) throws IOException {
        client.send((line + "ü\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return client.read().code();
    }

    @Test
    void a_key_that_is_set_or_changed_holds_for_the_next_command_of_those_that_are_there() throws Exception {
        try (var server = TestServer.start(directory);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            assertEquals(501, ask(client, "MKD "));

            Files.writeString(server.conf().resolve("ftpsd.yaml"), WESTERN);
            server.reload();
            assertEquals(257, ask(client, "MKD "));
            assertTrue(Files.isDirectory(server.home().resolve("ü")));

            Files.writeString(server.conf().resolve("users.yaml"), TestServer.USERS + "    legacy-charset: IBM866\n");
            server.reload();
            assertEquals(257, ask(client, "MKD "));
            assertTrue(Files.isDirectory(server.home().resolve("№")), "0xfc of DOS in Russia");

            Files.writeString(server.conf().resolve("users.yaml"), TestServer.USERS + "    legacy-charset: \"\"\n");
            server.reload();
            assertEquals(501, ask(client, "MKD "));
            client.ask("CWD ü", 250);
        }
    }

    @Test
    void names_that_are_left_out_are_told_once_for_each_listing() throws Exception {
        try (var log = new HeardLog(); var server = TestServer.start(directory, WESTERN);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            Files.createFile(server.home().resolve("日本"));
            Files.createFile(server.home().resolve("中国"));
            client.ask("OPTS UTF8 OFF", 200);
            try (var data = client.openData()) {
                client.ask("NLST", 150);
                assertEquals(0, data.readAll().length);
                client.expect(226);
            }
            Eventually.holds(() -> log.lines("line").stream().filter(line -> line.matches(
                    ".* events names-left-out session=.* user=\"alice\" command=NLST names=2 charset=windows-1252.*"))
                    .count() == 1, "the names are told");
        }
    }
}
