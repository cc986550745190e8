package dev.ftpsd.server.address;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** PASV was answered, and no connection came: the address or a firewall is wrong, and the log says which settings to look at. */
final class NobodyCameTest {

    private static final String MACHINE = TestServer.PERMISSIVE.replace("accept-timeout: 5s", "accept-timeout: 1s");

    @TempDir
    Path directory;

    private static List<String> warnings(HeardLog log) {
        return log.lines("line").stream().filter(line -> line.contains(" WARN  PassiveHost ")).toList();
    }

    @Test
    void it_is_said_once_when_a_transfer_gives_up() throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve("home")).resolve("file"), "content");
        try (var log = new HeardLog(); var server = TestServer.start(directory, MACHINE);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            for (var time = 0; time < 2; time++) {
                client.ask("PASV", 227);
                client.ask("RETR file", 150);
                client.expect(425);
            }
            assertEquals(1, warnings(log).size(), warnings(log)::toString);
            assertTrue(warnings(log).getFirst().endsWith("PASV told 127.0.0.1 to connect to 127.0.0.1, port "
                    + server.dataPort()
                    + ", and nobody came: is that the address that clients reach (server.public-host,"
                    + " data.advertise), and is the port open there under the same number (data.ports)?"),
                    warnings(log)::toString);
        }
    }

    @Test
    void it_is_said_of_a_client_that_tries_to_connect_for_some_seconds_and_goes() throws Exception {
        try (var log = new HeardLog(); var server = TestServer.start(directory, MACHINE)) {
            try (var client = FtpTestClient.connect(server.port()).login("alice")) {
                client.ask("PASV", 227);
                Thread.sleep(4200);
            }
            Eventually.holds(() -> warnings(log).size() == 1, "it is said");
        }
    }

    @Test
    void it_is_not_said_of_one_who_sets_up_anew_at_once_or_connects_and_goes() throws Exception {
        try (var log = new HeardLog(); var server = TestServer.start(directory);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            client.ask("PASV", 227);
            try (var data = client.openData()) {
                data.write("x");
                client.ask("STOR x", 150);
                data.end();
                client.expect(226);
            }
            client.ask("PASV", 227);
            client.ask("QUIT", 221);
            client.readToEnd();
            assertEquals(List.of(), warnings(log));
        }
    }
}
