package dev.ftpsd.server.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What somebody on the way may slip in around AUTH (CVE-2011-0411, CVE-2011-1575). */
@ExtendWith(NothingLost.class)
final class AuthTest {

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory);
    }

    private static List<Integer> codes(FtpTestClient client) throws IOException {
        return client.readToEnd().stream().map(answer -> answer.code()).toList();
    }

    @Test
    void bytes_behind_auth_tls_close_the_session() throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            client.send("AUTH TLS", "NOOP");
            assertEquals(List.of(), codes(client));
        }
    }

    @Test
    void bytes_behind_auth_tls_in_a_later_segment_close_the_session() throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            client.ask("AUTH TLS", 234);
            client.send("NOOP");
            assertEquals(List.of(), codes(client).stream().filter(code -> code < 400).toList());
        }
    }

    /** The login takes its time, so AUTH waits in the queue when the line behind it comes. */
    @Test
    void bytes_behind_an_auth_that_waits_close_the_session() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (var client = FtpTestClient.connect(server.port())) {
                client.send("USER alice", "PASS secret", "AUTH TLS");
                client.expect(331);
                client.send("NOOP");
                assertEquals(List.of(), codes(client).stream().filter(code -> code == 200).toList());
            }
        }
    }

    /** Half a Telnet sequence in clear would eat the first octets that come protected. */
    @Test
    void half_a_telnet_sequence_behind_auth_closes_the_session() throws Exception {
        for (var half : List.of(Wire.octets(255), Wire.octets(255, 250), Wire.octets(255, 253),
                Wire.octets(255, 250, 1, 255))) {
            try (var client = FtpTestClient.connect(server.port())) {
                client.send(Wire.join(Wire.octets("AUTH TLS\r\n"), half));
                assertEquals(List.of(), codes(client));
            }
        }
    }

    @Test
    void replies_to_what_came_before_auth_leave_in_clear_before_it() throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            client.send("NOOP", "FEAT", "AUTH TLS");
            client.expect(200);
            client.expect(211);
            client.expect(234);
            client.shakeHands();
            client.ask("NOOP", 200);
        }
    }

    /** What was said in clear may have been said by somebody else (RFC 4217 §8). */
    @Test
    void a_login_in_clear_is_forgotten_when_tls_begins() throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            client.login("alice");
            client.ask("AUTH TLS", 234);
            client.shakeHands();
            client.ask("PWD", 530);
        }
    }

    @Test
    void a_refused_auth_leaves_the_dialogue_as_it_was() throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            client.ask("AUTH KERBEROS_V4", 504);
            client.ask("NOOP", 200);
            client.ask("AUTH TLS", 234);
            client.shakeHands();
            client.ask("AUTH TLS", 503);
            client.login("alice");
        }
    }

    /** A control connection that resumes another one's session could else claim its data connections. */
    @Test
    void a_control_connection_never_inherits_the_identity_of_another() throws Exception {
        try (var alice = FtpTestClient.connect(server.port()); var other = FtpTestClient.connect(server.port())) {
            alice.secure().login("alice");
            other.ask("AUTH TLS", 234);
            other.shakeHandsWith(alice.tls());
            other.login("bob");
            other.ask("PBSZ 0", 200);
            other.ask("PROT P", 200);
            Files.writeString(server.home().resolve("a"), "of alice");
            Files.writeString(directory.resolve("bob/a"), "of bob");
            var waiting = alice.epsv();
            other.epsv();
            try (var data = DataLink.connect(waiting).secure(alice.tls())) {
                other.ask("RETR a", 150);
                assertEquals("of bob", new String(data.readAll(), UTF_8));
            }
        }
    }
}
