package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FreePort;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.NothingLost;
import dev.ftpsd.server.support.TestTls;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** {@code resumption: off}, for clients that resume wrongly: what their data connections resume is not looked at. */
@ExtendWith(NothingLost.class)
final class BindingOffTest {

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory, "  resumption: off\n", "");
        Files.writeString(server.home().resolve("file"), "content");
    }

    private FtpTestClient login(String user, String protocol) throws IOException {
        return FtpTestClient.connect(server.port(), protocol).secure().login(user);
    }

    private static void retrieveWith(TestTls tls, FtpTestClient client) throws IOException {
        try (var data = client.openData()) {
            client.ask("RETR file", 150);
            data.secure(tls);
            assertEquals("content", new String(data.readAll(), UTF_8));
            client.expect(226);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_client_may_stop_resuming(String protocol) throws Exception {
        try (var alice = login("alice", protocol)) {
            assertEquals("content", new String(alice.retrieve("file"), UTF_8));
            retrieveWith(new TestTls(protocol), alice);
            assertEquals("content", new String(alice.retrieve("file"), UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_client_may_resume_the_session_of_another_connection(String protocol) throws Exception {
        try (var alice = login("alice", protocol); var other = login("bob", protocol)) {
            retrieveWith(other.tls(), alice);
            assertEquals("content", new String(alice.retrieve("file"), UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_client_may_resume_the_session_of_a_connection_that_is_gone(String protocol) throws Exception {
        try (var gone = login("alice", protocol); var alice = login("alice", protocol)) {
            gone.ask("QUIT", 221);
            retrieveWith(gone.tls(), alice);
        }
    }

    /** With a port each the place tells whose connection it is, whatever it has resumed. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void what_resumes_the_session_of_one_that_waits_elsewhere_stays_with_its_port(String protocol) throws Exception {
        var machine = TestServer.PERMISSIVE.replace("ports: \"0\"",
                "ports: \"" + FreePort.any() + "," + FreePort.any() + "\"\n  resumption: off");
        var bobs = TestServer.USERS.replace("version: 1\nusers:\n", "").replace("alice", "bob").replace("home: home",
                "home: bob");
        Files.createDirectories(directory.resolve("two/bob"));
        try (var ports = TestServer.start(directory.resolve("two"), machine, TestServer.USERS + bobs);
                var alice = FtpTestClient.connect(ports.port(), protocol).secure().login("alice");
                var bob = FtpTestClient.connect(ports.port(), protocol).secure().login("bob")) {
            var aliceData = alice.openData();
            try (var bobData = bob.openData()) {
                alice.send("STOR of-alice");
                alice.expect(150);
                bob.send("STOR of-bob");
                bob.expect(150);
                bobData.secure(alice.tls());
                bobData.write("of bob".getBytes(UTF_8));
            }
            bob.expect(226);
            aliceData.secure(alice.tls());
            aliceData.write("of alice".getBytes(UTF_8));
            aliceData.close();
            alice.expect(226);
            assertEquals("of bob", Files.readString(directory.resolve("two/bob/of-bob")));
            assertEquals("of alice", Files.readString(ports.home().resolve("of-alice")));
        }
    }
}
