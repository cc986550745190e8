package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.NothingLost;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Clients that keep to the rules, all on one port. */
@ExtendWith(NothingLost.class)
final class SharedPortTest {

    private static final int FILES = 100;

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory, "  claim-timeout: 1m\n", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void two_users_at_once_never_get_each_others_bytes(String protocol) throws Exception {
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var alice = users.submit(() -> storeAndRetrieve("alice", protocol));
            var bob = users.submit(() -> storeAndRetrieve("bob", protocol));
            assertEquals(FILES, alice.get());
            assertEquals(FILES, bob.get());
        }
    }

    private int storeAndRetrieve(String user, String protocol) throws IOException {
        var right = 0;
        try (var client = FtpTestClient.connect(server.port(), protocol)) {
            client.secure().login(user);
            for (int i = 0; i < FILES; i++) {
                var content = "%s %d %s".formatted(user, i, "x".repeat(i * 100));
                client.store("file", content.getBytes(UTF_8));
                right += content.equals(new String(client.retrieve("file"), UTF_8)) ? 1 : 0;
            }
        }
        return right;
    }

    /** At most one claim of an address stands on a port: the sessions take turns, and nobody waits in vain. */
    @Test
    void sessions_in_clear_of_one_address_take_turns_and_never_get_each_others_bytes() throws Exception {
        try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
            var alice = users.submit(() -> inClear("alice"));
            var bob = users.submit(() -> inClear("bob"));
            assertEquals(20, alice.get());
            assertEquals(20, bob.get());
        }
    }

    private int inClear(String user) throws IOException {
        var right = 0;
        try (var client = FtpTestClient.connect(server.port())) {
            client.login(user);
            for (int i = 0; i < 20; i++) {
                var content = user + " " + i;
                client.store("file", content.getBytes(UTF_8));
                right += content.equals(new String(client.retrieve("file"), UTF_8)) ? 1 : 0;
            }
        }
        return right;
    }

    /** A claim that has been met is nobody's business any more: bob reads no reply as long as one stands. */
    @Test
    void a_transfer_in_clear_that_runs_does_not_hold_the_port() throws Exception {
        try (var alice = FtpTestClient.connect(server.port()); var bob = FtpTestClient.connect(server.port())) {
            alice.login("alice");
            bob.login("bob");
            try (var data = alice.openData()) {
                alice.ask("STOR slow", 150);
                data.write("first ");
                bob.store("fast", "fast".getBytes(UTF_8));
                data.write("second");
                data.end();
                alice.expect(226);
            }
        }
        assertEquals("first second", Files.readString(server.home().resolve("slow")));
    }

    /** curl shakes hands as soon as it is connected, and reads no reply before that is done. */
    @Test
    void a_handshake_before_the_transfer_command_is_answered() throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            client.secure().login("alice");
            try (var data = client.openData()) {
                client.secure(data);
                client.ask("STOR early", 150);
                data.write("early");
                data.end();
                client.expect(226);
            }
            assertEquals("early", new String(client.retrieve("early"), UTF_8));
        }
    }

    /** lftp sends a byte only when it has read 150. */
    @Test
    void a_handshake_long_after_150_is_answered() throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            client.secure().login("alice");
            try (var data = client.openData()) {
                client.ask("STOR late", 150);
                client.ask("STAT", 211);
                Thread.sleep(300);
                client.secure(data);
                data.write("late");
                data.end();
                client.expect(226);
            }
        }
        assertEquals("late", Files.readString(server.home().resolve("late")));
    }

    @Test
    void a_connection_long_after_150_is_taken() throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            client.secure().login("alice");
            var port = client.epsv();
            client.ask("STOR later", 150);
            Thread.sleep(300);
            try (var data = DataLink.connect(port)) {
                client.secure(data);
                data.write("later");
                data.end();
                client.expect(226);
            }
        }
        assertEquals("later", Files.readString(server.home().resolve("later")));
    }

    /** The bytes, close_notify and FIN may arrive in the same read as the end of the handshake. */
    @Test
    void an_upload_in_one_breath_is_whole() throws Exception {
        Callable<Integer> uploads = () -> {
            var whole = 0;
            try (var client = FtpTestClient.connect(server.port())) {
                client.secure().login("alice");
                for (int i = 0; i < FILES; i++) {
                    try (var data = client.openData()) {
                        client.ask("STOR breath", 150);
                        client.secure(data);
                        data.write("all of it " + i);
                        data.end();
                    }
                    client.expect(226);
                    whole += Files.readString(server.home().resolve("breath")).equals("all of it " + i) ? 1 : 0;
                }
            }
            return whole;
        };
        assertEquals(FILES, uploads.call());
    }
}
