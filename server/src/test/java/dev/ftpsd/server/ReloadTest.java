package dev.ftpsd.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.ftpsd.server.config.ConfigProblems;
import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A reload is one transaction, whatever it changes. */
final class ReloadTest {

    private static final String EVERYBODY = user("alice", "") + user("bob", "");

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;
    private Reload reload;

    @BeforeEach
    void start() throws IOException, ConfigProblems {
        server = TestServer.start(directory, TestServer.PERMISSIVE, users(EVERYBODY));
        var reader = new SettingsReader(Map.of());
        var loaded = reader.read(conf());
        reload = new Reload(reader, server.server(), Loaded::users, loaded, loaded.users());
    }

    private Path conf() {
        return directory.resolve("conf");
    }

    private static String user(String name, String more) {
        return """
                  - name: %s
                    password: %s
                    home: home
                    rights: [ { path: /, allow: rw } ]
                    tls: { required: false }
                """.formatted(name, TestServer.PASSWORD_HASH) + more;
    }

    private static String users(String list) {
        return "version: 1\nusers:" + (list.isEmpty() ? " []" : "") + "\n" + list;
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(conf().resolve(file), text);
    }

    private void machine(String from, String to) throws IOException {
        assertTrue(TestServer.PERMISSIVE.contains(from), from);
        write("ftpsd.yaml", TestServer.PERMISSIVE.replace(from, to));
    }

    private ReloadResult.InForce succeed() {
        return assertInstanceOf(ReloadResult.InForce.class, reload.run());
    }

    private List<String> refused() {
        return assertInstanceOf(ReloadResult.Refused.class, reload.run()).problems();
    }

    @Test
    void the_report_counts_users_and_listeners_and_names_keys() throws Exception {
        write("users.yaml", users(user("alice", "    enabled: false\n") + user("carol", "")));
        machine("security: {", "limits: { idle-timeout: 300s }\nsecurity: {");

        assertEquals("generation 2: users +1 -1 ~1, limits.idle-timeout 15m -> 5m, listeners unchanged",
                succeed().toString());
    }

    @Test
    void what_is_only_written_elsewhere_or_otherwise_is_no_change() throws Exception {
        write("users.yaml", "# a new first line\n" + users(EVERYBODY));
        machine("accept-timeout: 5s", "accept-timeout: 5000ms");

        assertEquals("generation 2: users unchanged, listeners unchanged", succeed().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"version: 1\nusers:\n  - name: alice\n    pass", "version: 1\nusers: [", "", "version: 1\n\tx"})
    void a_half_written_file_changes_nothing(String text) throws Exception {
        write("users.yaml", text);
        machine("security: {", "limits: { idle-timeout: 5m }\nsecurity: {");

        assertTrue(refused().getFirst().startsWith("users.yaml"), text);

        assertEquals(15, server.server().settings().limits().idleTimeout().toMinutes());
        try (var client = FtpTestClient.connect(server.port())) {
            client.login("bob");
        }
    }

    @Test
    void keys_that_wait_for_the_next_start_are_named_until_then() throws Exception {
        machine("ports: \"0\"", "ports: \"0,40123\"");

        assertEquals(List.of("data.ports"), succeed().atRestart());
        write("users.yaml", users(user("alice", "")));
        assertEquals("generation 3: users -1, listeners unchanged; at the next start: data.ports",
                succeed().toString());
    }

    // ------------------------------------------------------------------ listeners

    @Test
    void a_new_listener_takes_clients_in_and_a_removed_one_no_more() throws Exception {
        var old = server.requiredPort();
        try (var guest = FtpTestClient.connect(old)) {
            machine("name: required", "name: other");

            assertTrue(succeed().changes().contains("listeners +1 -1"));

            assertTrue(refuses(old), "the old port is closed");
            try (var client = FtpTestClient.connect(server.requiredPort())) {
                client.ask("NOOP", 200);
            }
            guest.ask("NOOP", 200);
        }
    }

    private static boolean refuses(int port) {
        try (var client = FtpTestClient.connect(port)) {
            return client.readOrEnd() == null;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void a_changed_listener_keeps_its_port_and_its_sessions() throws Exception {
        var port = server.port();
        try (var guest = FtpTestClient.connect(port)) {
            guest.login("alice");
            machine("port: 0, tls: optional", "port: 0, tls: optional, from: [ { deny: 127.0.0.0/8 } ]");

            assertTrue(succeed().changes().contains("listeners ~1"));

            guest.ask("PWD", 257);
            try (var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                var greeting = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(greeting.startsWith("421 "), greeting);
            }
        }
    }

    @Test
    void a_listener_that_cannot_bind_refuses_the_whole_reload() throws Exception {
        try (var taken = new ServerSocket(0)) {
            machine("security: {", "limits: { idle-timeout: 5m }\nsecurity: {");
            write("ftpsd.yaml", Files.readString(conf().resolve("ftpsd.yaml")).replace("listeners:\n", """
                    listeners:
                      - { name: first, address: "::", port: 0 }
                      - { name: second, address: "::", port: %d }
                    """.formatted(taken.getLocalPort())));
            write("users.yaml", users(user("alice", "")));

            var problems = refused();

            assertEquals(1, problems.size());
            assertTrue(problems.getFirst().startsWith("listeners.second: cannot listen on"), problems::toString);
            assertEquals(15, server.server().settings().limits().idleTimeout().toMinutes());
            assertEquals(3, server.server().controlAddresses().size());
            try (var client = FtpTestClient.connect(server.port())) {
                client.login("bob");
            }
        }
    }

    @Test
    void listeners_at_other_addresses_wait_for_the_next_start() throws Exception {
        machine("name: implicit, address: \"::\"", "name: implicit, address: 127.0.0.1");

        assertEquals(List.of("listeners"), succeed().atRestart());
        assertEquals(3, server.server().controlAddresses().size());
    }

    // ------------------------------------------------------------------ who is logged in

    @ParameterizedTest
    @ValueSource(strings = {"enabled: false", "valid-until: \"2020-01-01T00:00Z\"", "from: [ { deny: 127.0.0.0/8 } ]"})
    void a_user_who_may_no_longer_in_gets_421(String rule) throws Exception {
        try (var alice = FtpTestClient.connect(server.port()).login("alice");
                var bob = FtpTestClient.connect(server.port()).login("bob")) {
            write("users.yaml", users(user("alice", "    " + rule + "\n") + user("bob", "")));
            succeed();

            alice.expect(421);
            assertNull(alice.readOrEnd());
            bob.ask("PWD", 257);
        }
    }

    @Test
    void a_removed_user_may_finish_the_transfer() throws Exception {
        try (var alice = FtpTestClient.connect(server.port()).login("alice")) {
            var data = alice.openData();
            alice.ask("STOR late.txt", 150);
            write("users.yaml", users(user("bob", "")));
            succeed();

            data.write("all of it");
            data.end();

            alice.expect(226);
            alice.expect(421);
            assertEquals("all of it", Files.readString(server.home().resolve("late.txt")));
        }
    }

    @Test
    void rights_hold_from_the_next_command() throws Exception {
        try (var alice = FtpTestClient.connect(server.port()).login("alice")) {
            alice.ask("MKD one", 257);
            write("users.yaml", users((user("alice", "") + user("bob", "")).replace("allow: rw", "allow: ro")));
            succeed();

            alice.ask("MKD two", 550);
        }
    }
}
