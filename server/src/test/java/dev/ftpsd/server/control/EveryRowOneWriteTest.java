package dev.ftpsd.server.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.data.Transport;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Every row of the table answers in one write, whether it succeeds or fails. Under TLS a write is a record, and TLS 1.2 sends no
 * tickets of its own. A server that never has two writes on their way without a line of the client's between cannot stall by
 * Nagle's algorithm: so it is the same, and as many, with TCP_NODELAY off.
 */
final class EveryRowOneWriteTest {

    /** Each ends the dialogue, or its TLS. */
    private static final Set<String> ENDING = Set.of("QUIT", "REIN", "CCC");

    private static final List<String> ARGUMENTS = List.of("", " ", " /", " a.txt", " missing", " 0", " I", " P", " x=y",
            " 20260101000000 a.txt", " UTF8 ON", " 127,0,0,1,200,13", " |1|127.0.0.1|51213|", " ALL", " HELP");

    private static final ReplyDelivery WITHOUT_NODELAY =
            new ReplyDelivery(Duration.ofSeconds(60), Duration.ofSeconds(30),
                    false);

    @TempDir
    Path directory;

    private TestServer start(boolean noDelay) throws IOException {
        var machine = TestServer.PERMISSIVE.replace("login-delay: 0s",
                "login-delay: 0s, unknown-commands: 0, login-attempts: 0");
        var server = TestServer.start(directory, machine, TestServer.USERS, Transport::best,
                noDelay ? ReplyDelivery.ORDINARY : WITHOUT_NODELAY);
        for (int i = 0; i < 30; i++) {
            Files.createFile(server.home().resolve("file-with-quite-a-long-name-" + i));
        }
        Files.writeString(server.home().resolve("a.txt"), "hello");
        return server;
    }

    private static FtpTestClient login(TestServer server) throws IOException {
        var client = FtpTestClient.connect(server.port(), "TLSv1.2");
        client.secure().login("alice");
        return client;
    }

    private static List<String> verbs(FtpTestClient client) throws IOException {
        var lines = client.ask("HELP", 214).lines();
        var verbs = new ArrayList<String>();
        for (var line : lines.subList(1, lines.size() - 1)) {
            verbs.addAll(List.of(line.strip().split(" ", -1)));
        }
        return verbs;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void every_row_answers_each_command_in_one_write(boolean noDelay) throws Exception {
        try (var server = start(noDelay); var client = login(server)) {
            var verbs = verbs(client);
            assertTrue(verbs.size() > 50, verbs.toString());
            verbs.removeAll(ENDING);
            for (var verb : verbs) {
                for (var argument : ARGUMENTS) {
                    assertEquals(2, writesOf(client, verb + argument), verb + argument);
                }
            }
        }
    }

    /**
     * Of the reply to that line, and of the reply to NOOP behind it: whatever came late is counted as well. ABOR drops the data
     * set-up of the line before, so that a transfer fails at once.
     */
    private static int writesOf(FtpTestClient client, String line) throws IOException {
        client.ask("ABOR", 225);
        var before = client.wire().octets();
        client.send(line);
        client.read();
        client.ask("NOOP", 200);
        return client.wire().recordLengths(before).size();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_transfer_is_two_writes(boolean noDelay) throws Exception {
        try (var server = start(noDelay); var client = login(server)) {
            for (var command : List.of("RETR a.txt", "LIST", "NLST", "MLSD")) {
                try (var data = client.openData()) {
                    var before = client.wire().octets();
                    client.ask(command, 150);
                    client.secure(data);
                    data.readAll();
                    client.expect(226);
                    client.ask("NOOP", 200);
                    assertEquals(3, client.wire().recordLengths(before).size(), command);
                }
            }
        }
    }

    /** The reply and close_notify. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_farewell_is_one_write_and_close_notify(boolean noDelay) throws Exception {
        try (var server = start(noDelay); var client = login(server)) {
            var before = client.wire().octets();
            client.ask("QUIT", 221);
            assertEquals(List.of(), client.readToEnd());
            assertEquals(2, client.wire().recordLengths(before).size());
        }
        try (var server = TestServer.start(directory.resolve("strict")); var client = login(server)) {
            for (int i = 0; i < 9; i++) {
                client.ask("XYZZY", 500);
            }
            var before = client.wire().octets();
            client.ask("XYZZY", 421);
            assertEquals(List.of(), client.readToEnd());
            assertEquals(2, client.wire().recordLengths(before).size());
        }
    }
}
