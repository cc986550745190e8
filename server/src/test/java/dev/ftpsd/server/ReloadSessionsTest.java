package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.ftpsd.server.admin.socket.Request;
import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.session.SessionRegistry;
import dev.ftpsd.server.support.CommandThreads;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the administrator does while sessions are open, and what these notice of it. */
class ReloadSessionsTest {

    private static final String DENIED = "421 Your address is not admitted here; ask the administrator.";

    @TempDir
    Path directory;

    private void deny(TestServer server, String networks) throws IOException {
        Files.writeString(server.conf().resolve("ftpsd.yaml"), TestServer.PERMISSIVE
                .replace("login-delay: 0s", "login-delay: 0s, deny: [" + networks + "]"));
        server.reload();
    }

    @Test
    void who_comes_from_an_address_that_is_denied_now_goes_when_the_transfer_is_done() throws Exception {
        try (var server = TestServer.start(directory);
                var stranger = FtpTestClient.connect(server.port());
                var idle = FtpTestClient.connect(server.port()).login("alice");
                var busy = FtpTestClient.connect(server.port()).login("alice");
                var data = busy.openData()) {
            busy.ask("STOR late.txt", 150);

            deny(server, "127.0.0.0/8");
            assertEquals(DENIED, stranger.expect(421).toString());
            assertNull(stranger.readOrEnd());
            assertEquals(DENIED, idle.expect(421).toString());

            data.write("all of it");
            data.end();
            busy.expect(226);
            busy.expect(421);
            assertEquals("all of it", Files.readString(server.home().resolve("late.txt")));
        }
    }

    @Test
    void a_denial_of_others_ends_no_session() throws Exception {
        try (var server = TestServer.start(directory);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            deny(server, "192.0.2.0/24, 10.0.0.0/8");
            client.ask("NOOP", 200);
            assertEquals(1, server.server().sessionCount());
        }
    }

    /** The login has found its user and is held where sessions are counted. */
    @Test
    void who_is_removed_in_the_middle_of_the_login_goes_behind_it() throws Exception {
        try (var server = TestServer.start(directory); var client = FtpTestClient.connect(server.port())) {
            client.ask("USER alice", 331);
            var sessions = server.server().sessions();
            synchronized (sessions) {
                client.send("PASS secret");
                Eventually.holds(() -> !CommandThreads.inside(SessionRegistry.class).isEmpty(), "the login is held");
                Files.writeString(server.conf().resolve("users.yaml"),
                        TestServer.USERS.replace("name: alice", "name: bob"));
                server.reload();
            }
            client.expect(230);
            assertEquals("421 Your account has been changed; log in again.", client.expect(421).toString());
        }
    }

    @Test
    void who_is_removed_in_a_transfer_has_the_limits_of_before_until_it_ends() throws Exception {
        var limited = TestServer.USERS + "    limits: { file-size: 1KiB }\n";
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE, limited);
                var client = FtpTestClient.connect(server.port()).login("alice");
                var data = client.openData()) {
            client.ask("STOR large", 150);
            Files.writeString(server.conf().resolve("users.yaml"), limited.replace("name: alice", "name: bob"));
            server.reload();

            data.write(new byte[10_000]);
            data.end();
            client.expect(552);
        }
    }

    @Test
    void timeouts_of_data_connections_hold_from_the_next_set_up() throws Exception {
        try (var server = TestServer.start(directory);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            Files.writeString(server.conf().resolve("ftpsd.yaml"),
                    TestServer.PERMISSIVE.replace("accept-timeout: 5s", "accept-timeout: 2s"));
            server.reload();

            client.epsv();
            client.ask("STOR a.txt", 150);
            assertTrue(client.expect(425).text().contains(" within 2 seconds"));
        }
    }

    @Test
    void listeners_everywhere_and_at_loopback_share_one_data_port() throws Exception {
        var machine = TestServer.PERMISSIVE.replace("name: implicit, address: \"::\"",
                "name: implicit, address: 127.0.0.1");
        try (var server = TestServer.start(directory, machine)) {
            Files.writeString(server.home().resolve("a"), "a");
            for (var client : new FtpTestClient[]{FtpTestClient.connect(server.port()),
                    FtpTestClient.connectImplicit(server.implicitPort())}) {
                try (client) {
                    assertEquals(1, client.login("alice").retrieve("a").length);
                }
            }
            DataLink.connect(server.dataPort()).close();
        }
    }

    @Test
    void a_session_that_is_kicked_in_a_transfer_ends_at_once() throws Exception {
        try (var server = TestServer.start(directory);
                var kicked = FtpTestClient.connect(server.port()).login("alice");
                var other = FtpTestClient.connect(server.port());
                var data = kicked.openData()) {
            kicked.ask("STOR cut.txt", 150);
            data.write("begun");

            var requests = new Requests(server.server(), noReload(server), () -> {});
            assertEquals("ended: 1", requests.apply(Request.of("kick").with("user", "alice")).message());

            assertEquals("421 The administrator has ended this session.", kicked.expect(421).toString());
            assertNull(kicked.readOrEnd());
            other.ask("NOOP", 200);
            Eventually.holds(() -> server.server().sessionCount() == 1, "the session is gone");
            assertTrue(requests.apply(Request.of("kick").with("session", "0")).message().startsWith("no such session"));
        }
    }

    private static Reload noReload(TestServer server) throws Exception {
        var reader = new SettingsReader(Map.of());
        var loaded = reader.read(server.conf());
        return new Reload(reader, server.server(), Loaded::users, loaded, loaded.users());
    }
}
