package dev.ftpsd.server;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** What a reload reports as in force is, and what it reports as waiting for the restart is not. */
class ReloadInForceTest {

    private static final String PRIVATE = TestServer.PERMISSIVE.replace("protection: any", "protection: private");

    @TempDir
    Path directory;

    private static List<String> reload(TestServer server, String machine) throws Exception {
        var reader = new SettingsReader(Map.of());
        var loaded = reader.read(server.conf());
        var reload = new Reload(reader, server.server(), Loaded::users, loaded, loaded.users());
        Files.writeString(server.conf().resolve("ftpsd.yaml"), machine);
        return assertInstanceOf(ReloadResult.InForce.class, reload.run()).atRestart();
    }

    /** Else two of one address could be given each other's files. */
    @Test
    void clear_data_that_is_admitted_now_is_told_by_its_address_at_once() throws Exception {
        try (var server = TestServer.start(directory, PRIVATE)) {
            Files.writeString(server.home().resolve("a"), "a");
            assertEquals(List.of(), reload(server, TestServer.PERMISSIVE));

            try (var one = FtpTestClient.connect(server.port()).login("alice");
                    var other = FtpTestClient.connect(server.port()).login("alice")) {
                one.epsv();
                other.epsv();
                one.ask("RETR a", 150);
                assertEquals("425 Another session of your address needed the data port; try again.",
                        one.expect(425).toString());
            }
        }
    }

    @Test
    void clear_data_that_is_admitted_no_more_is_refused_to_those_who_are_logged_in() throws Exception {
        try (var server = TestServer.start(directory);
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            assertEquals(List.of(), reload(server, PRIVATE));

            client.epsv();
            client.ask("NLST", 521);
            client.ask("REIN", 220);
            client.ask("USER alice", 530);
        }
    }

    @Test
    void a_data_connection_that_says_nothing_has_the_time_of_now() throws Exception {
        var patient = TestServer.PERMISSIVE + "tls: { handshake-timeout: 1h }\n";
        try (var server = TestServer.start(directory, patient)) {
            assertEquals(List.of(), reload(server, patient.replace("1h", "1s")));

            try (var silent = new Socket(InetAddress.getLoopbackAddress(), server.dataPort())) {
                silent.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
                assertEquals(-1, silent.getInputStream().read());
            }
        }
    }

    @Test
    void a_new_secret_is_a_change_that_shows_neither() throws Exception {
        var secret = TestServer.PERMISSIVE + "storage: { s3: { access-key: a, secret-key: one } }\n";
        try (var server = TestServer.start(directory, secret)) {
            assertEquals(List.of(), reload(server, secret));

            assertEquals(List.of("storage.s3.secret-key"), reload(server, secret.replace("key: one", "key: two")));
        }
    }

    /** The server's state is there, and its socket. */
    @Test
    void the_folders_of_the_server_stay_until_the_restart() throws Exception {
        try (var server = TestServer.start(directory)) {
            var before = server.server().settings().server();
            var others = "server: { state-dir: other, run-dir: elsewhere, greeting-name: Changed }\n";

            assertEquals(List.of("server.run-dir", "server.state-dir"),
                    reload(server, TestServer.PERMISSIVE + others));

            var now = server.server().settings().server();
            assertEquals(List.of(before.stateDir(), before.runDir(), "Changed"),
                    List.of(now.stateDir(), now.runDir(), now.greetingName()));
        }
    }
}
