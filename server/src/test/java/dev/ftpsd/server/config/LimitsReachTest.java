package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.config.yaml.Key;
import dev.ftpsd.server.config.yaml.Reading;
import dev.ftpsd.server.support.Answer;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Every key that limits somebody reaches what it governs: a whole server is started with this key alone, and a client finds the
 * limit. A key without a row fails the first test, so that none can be read and then forgotten.
 */
class LimitsReachTest {

    private static final String NEVER = "ban: { after: 2, within: 1m, for: 1h, never: [] }";
    private static final int SECOND = 1000;

    @TempDir
    Path folder;

    /** A key, where it is set and to what, and what a client then finds. */
    private record Row(String key, String text, Probe probe) {}

    private interface Probe {
        void run(TestServer server) throws Exception;
    }

    private static final List<Row> ROWS = List.of(
            new Row("limits.sessions", "sessions: 1", server -> secondConnection(server, 421)),
            new Row("limits.sessions-per-ip", "sessions-per-ip: 1", server -> secondConnection(server, 421)),
            new Row("limits.sessions-per-user", "sessions-per-user: 1", server -> secondLogin(server, 421)),
            new Row("limits.commands-per-second", "commands-per-second: 10", LimitsReachTest::slowCommands),
            new Row("limits.pending-data", "pending-data: 1", LimitsReachTest::fewSilentDataConnections),
            new Row("limits.pending-data-per-ip", "pending-data-per-ip: 1", LimitsReachTest::fewSilentDataConnections),
            new Row("limits.command-length", "command-length: 512", LimitsReachTest::shortLines),
            new Row("limits.login-timeout", "login-timeout: 1s", server -> silence(server, false)),
            new Row("limits.idle-timeout", "idle-timeout: 4s", server -> silence(server, true)),
            new Row("limits.rate-in", "rate-in: 100KiB/s", LimitsReachTest::slowUpload),
            new Row("limits.rate-out", "rate-out: 100KiB/s", LimitsReachTest::slowDownload),
            new Row("limits.disk-reserve", "disk-reserve: 1000000TiB", server -> upload(server, 1, 452)),
            new Row("security.login-attempts", "login-attempts: 2", server -> guesses(server, 530, 421)),
            new Row("security.login-delay", "login-delay: 1s", LimitsReachTest::slowRefusal),
            new Row("security.ban.after", NEVER, server -> guesses(server, 530, 421)),
            new Row("security.ban.within", NEVER.replace("1m", "1ms"), server -> guesses(server, 530, 530)),
            new Row("security.ban.for", NEVER.replace("1h", "5s"), LimitsReachTest::shortBan),
            new Row("security.ban.never[]", NEVER.replace("[]", "[127.0.0.1]"),
                    server -> guesses(server, 530, 530)),
            new Row("security.deny[]", "deny: [127.0.0.1]", server -> connection(server, 421)),
            new Row("security.unknown-commands", "unknown-commands: 1", LimitsReachTest::oneUnknownCommand),
            new Row("user.limits.sessions", "sessions: 1", server -> secondLogin(server, 421)),
            new Row("user.limits.rate-in", "rate-in: 100KiB/s", LimitsReachTest::slowUpload),
            new Row("user.limits.rate-out", "rate-out: 100KiB/s", LimitsReachTest::slowDownload),
            new Row("user.limits.file-size", "file-size: 1KiB", server -> upload(server, 1025, 552)),
            new Row("user.limits.quota", "quota: 1KiB", server -> upload(server, 1025, 552)),
            new Row("user.limits.quota-files", "quota-files: 1", LimitsReachTest::oneEntry));

    @Test
    void every_key_that_limits_has_a_row() {
        var known = Stream.concat(Reading.keys(MachineSchema::read).stream(), Reading.keys(UsersFile::read).stream())
                .filter(key -> !key.type().equals(Key.SECTION))
                .map(key -> key.path().replaceFirst("^users\\[]\\.", "user.") + (key.list() ? "[]" : ""))
                .filter(path -> path.matches("(limits|security|user\\.limits)\\..*"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(known, ROWS.stream().map(Row::key).collect(Collectors.toCollection(TreeSet::new)));
    }

    @TestFactory
    Stream<DynamicTest> it_reaches_what_it_governs() {
        return ROWS.stream().map(row -> DynamicTest.dynamicTest(row.key(), () -> {
            try (var server = start(row)) {
                row.probe().run(server);
            }
        }));
    }

    private TestServer start(Row row) throws IOException {
        var machine = TestServer.PERMISSIVE;
        var users = TestServer.USERS;
        if (row.key().startsWith("user.")) {
            users += "    limits: { " + row.text() + " }\n";
        } else if (row.key().startsWith("limits.")) {
            machine += "limits: { " + row.text() + " }\n";
        } else {
            var others = row.text().contains("login-") ? "" : "login-delay: 0s, login-attempts: 0, ";
            machine = machine.replace("login-delay: 0s", others + row.text());
        }
        return TestServer.start(Files.createTempDirectory(folder, "server"), machine, users);
    }

    // ------------------------------------------------------------------ what a client finds

    private static FtpTestClient login(TestServer server) throws IOException {
        return FtpTestClient.connect(server.port()).login("alice");
    }

    private static void connection(TestServer server, int code) throws IOException {
        try (var client = FtpTestClient.connectRefused(server.port())) {
            client.expect(code);
        }
    }

    private static void secondConnection(TestServer server, int code) throws IOException {
        try (var _ = FtpTestClient.connect(server.port())) {
            connection(server, code);
        }
    }

    private static void secondLogin(TestServer server, int code) throws IOException {
        try (var _ = login(server); var second = FtpTestClient.connect(server.port())) {
            second.ask("USER alice", 331);
            second.ask("PASS secret", code);
        }
    }

    private static void guesses(TestServer server, int... codes) throws IOException {
        try (var client = FtpTestClient.connect(server.port())) {
            for (var code : codes) {
                client.ask("USER alice", 331);
                client.ask("PASS wrong", code);
            }
        }
    }

    private static void shortBan(TestServer server) throws Exception {
        guesses(server, 530, 421);
        connection(server, 421);
        Eventually.holds(() -> isLetIn(server), "the ban ends");
    }

    private static boolean isLetIn(TestServer server) {
        try (var client = FtpTestClient.connectRefused(server.port())) {
            return client.read().code() == 220;
        } catch (IOException e) {
            return false;
        }
    }

    private static void slowRefusal(TestServer server) throws Exception {
        takesAtLeast(SECOND - 10, server, (client, _) -> {
            client.ask("USER alice", 331);
            client.ask("PASS wrong", 530);
        }, FtpTestClient.connect(server.port()));
    }

    private static void oneUnknownCommand(TestServer server) throws IOException {
        try (var client = login(server)) {
            client.ask("WHAT", 421);
        }
    }

    private static void slowCommands(TestServer server) throws Exception {
        takesAtLeast(900, server, (client, _) -> {
            for (var i = 0; i < 20; i++) {
                client.ask("NOOP", 200);
            }
        }, login(server));
    }

    private static void shortLines(TestServer server) throws IOException {
        try (var client = login(server)) {
            client.ask("CWD " + "x".repeat(506 - 4), 550);
            client.ask("CWD " + "x".repeat(600), 500);
        }
    }

    private static void silence(TestServer server, boolean loggedIn) throws IOException {
        try (var client = loggedIn ? login(server) : FtpTestClient.connect(server.port())) {
            assertEquals(List.of(421), client.readToEnd().stream().map(Answer::code).toList());
        }
    }

    private static void fewSilentDataConnections(TestServer server) throws Exception {
        try (var _ = DataLink.connect(server.dataPort()); var _ = DataLink.connect(server.dataPort());
                var _ = DataLink.connect(server.dataPort())) {
            Eventually.holds(() -> server.server().pendingDataConnections() == 1, "one is left");
        }
    }

    private static void upload(TestServer server, int bytes, int code) throws IOException {
        try (var client = login(server)) {
            client.ask("ALLO " + bytes, code);
            try (var data = client.openData()) {
                client.send("STOR new");
                var first = client.read().code();
                if (first == 150) {
                    data.write(new byte[bytes]);
                    data.end();
                    first = client.read().code();
                }
                assertEquals(code, first);
            }
            assertTrue(Files.notExists(server.home().resolve("new")), "nothing is left of it");
        }
    }

    private static void oneEntry(TestServer server) throws IOException {
        try (var client = login(server)) {
            client.store("one", new byte[1]);
            client.ask("MKD two", 552);
            client.ask("EPSV", 229);
            client.ask("STOR three", 552);
            client.store("one", new byte[2]);
            client.ask("DELE one", 250);
            client.ask("MKD two", 257);
        }
    }

    private static void slowUpload(TestServer server) throws Exception {
        takesAtLeast(700, server, (client, _) -> client.store("new", new byte[100 * 1024]), login(server));
    }

    private static void slowDownload(TestServer server) throws Exception {
        Files.write(server.home().resolve("old"), new byte[100 * 1024]);
        takesAtLeast(700, server, (client, _) -> client.retrieve("old"), login(server));
    }

    private interface Dialogue {
        void run(FtpTestClient client, TestServer server) throws IOException;
    }

    /** A lower bound alone: what else runs on the machine can only make it longer. */
    private static void takesAtLeast(int milliseconds, TestServer server, Dialogue dialogue, FtpTestClient client)
            throws IOException {
        try (client) {
            var begun = System.nanoTime();
            dialogue.run(client, server);
            var took = (System.nanoTime() - begun) / 1_000_000;
            assertTrue(took >= milliseconds, took + " ms: nothing held it back");
        }
    }
}
