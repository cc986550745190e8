package dev.ftpsd.server.data;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A client that uses each ticket once, as the JDK's does, and gets none on its control connection, since that is in clear
 * again: its next data connection resumes what the one before has brought.
 */
final class TicketBeforeDataTest {

    @Test
    void each_download_brings_the_ticket_of_the_next_also_an_empty_one(@TempDir Path directory) throws Exception {
        try (var server = WireServer.start(directory, "", "protocol: { ccc: true }\n");
                var client = FtpTestClient.connect(server.port(), "TLSv1.3").secure().login("alice")) {
            Files.writeString(server.home().resolve("file"), "content");
            Files.writeString(server.home().resolve("empty"), "");
            Files.createDirectory(server.home().resolve("nothing"));
            client.ask("CCC", 200);
            client.endTls();

            for (int i = 0; i < 3; i++) {
                assertEquals("content", download(client, "RETR file"));
                assertEquals("", download(client, "RETR empty"));
                assertTrue(download(client, "NLST").contains("empty\r\n"));
                assertEquals("", download(client, "NLST nothing"));
                client.ask("TYPE A", 200);
                assertEquals("", download(client, "RETR empty"));
                client.ask("TYPE I", 200);
            }
        }
    }

    private static String download(FtpTestClient client, String command) throws Exception {
        try (var data = client.openData()) {
            client.ask(command, 150);
            data.secure(client.tls());
            var content = new String(data.readAll(), UTF_8);
            client.expect(226);
            return content;
        }
    }
}
