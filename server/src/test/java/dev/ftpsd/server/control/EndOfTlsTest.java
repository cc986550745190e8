package dev.ftpsd.server.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.NothingLost;
import dev.ftpsd.server.support.TestTls;
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

/** REIN and CCC: from TLS to clear text, and what somebody on the way may slip in there. */
@ExtendWith(NothingLost.class)
final class EndOfTlsTest {

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory, "", """
                server: { public-host: ftp.example.org }
                protocol: { ccc: true }
                """);
        Files.writeString(server.home().resolve("file"), "content");
    }

    private static List<Integer> codes(FtpTestClient client) throws IOException {
        return client.readToEnd().stream().map(answer -> answer.code()).toList();
    }

    private FtpTestClient secured(String version) throws IOException {
        return FtpTestClient.connect(server.port(), version).secure().login("alice");
    }

    // ------------------------------------------------------------------ REIN

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void behind_rein_the_session_is_a_new_one_in_clear_and_tls_can_begin_again(String version) throws Exception {
        try (var client = secured(version)) {
            for (int i = 0; i < 3; i++) {
                client.ask("REIN", 220);
                client.endTls();
                client.ask("PWD", 530);
                client.secure().login("bob");
                client.ask("PWD", 257);
            }
        }
    }

    /** Some clients send no close_notify of their own. */
    @Test
    void a_client_without_close_notify_may_go_on_in_clear() throws Exception {
        try (var client = secured("TLSv1.3")) {
            client.ask("REIN", 220);
            assertEquals(-1, client.socket().getInputStream().read());
            client.goOnInClear();
            client.ask("NOOP", 200);
            client.login("bob");
        }
    }

    @Test
    void bytes_along_with_rein_close_the_session() throws Exception {
        try (var client = secured("TLSv1.3")) {
            client.send("REIN", "NOOP");
            assertEquals(List.of(), codes(client));
        }
    }

    @Test
    void bytes_under_tls_behind_rein_close_the_session() throws Exception {
        try (var client = secured("TLSv1.3")) {
            client.ask("REIN", 220);
            client.send("NOOP");
            assertEquals(-1, client.socket().getInputStream().read());
            client.goOnInClear();
            assertEquals(List.of(), codes(client));
        }
    }

    /** In clear nobody can tell who sent what, so nothing is gained by the same care. */
    @Test
    void commands_behind_rein_in_clear_are_those_of_the_new_session() throws Exception {
        try (var client = FtpTestClient.connect(server.port()).login("alice")) {
            client.send("REIN", "PWD", "USER bob");
            client.expect(220);
            client.expect(530);
            client.expect(331);
        }
    }

    @Test
    void bytes_in_clear_before_the_reply_to_rein_close_the_session() throws Exception {
        try (var client = secured("TLSv1.3")) {
            client.wire().getOutputStream().write(Wire.octets("NOOP\r\n"));
            client.send("REIN");
            assertEquals(List.of(), codes(client));
        }
    }

    /** The identity of before is nobody's, and a set-up of before is gone. */
    @Test
    void a_data_connection_of_the_time_before_rein_is_refused() throws Exception {
        try (var client = secured("TLSv1.3")) {
            var old = client.tls();
            assertEquals("content", new String(client.retrieve("file"), UTF_8));
            client.epsv();
            client.ask("REIN", 220);
            client.endTls();
            client.ask("AUTH TLS", 234);
            var fresh = new TestTls("TLSv1.3");
            client.shakeHandsWith(fresh);
            client.login("bob");
            client.ask("PBSZ 0", 200);
            client.ask("PROT P", 200);
            Files.writeString(directory.resolve("bob/file"), "of bob");
            client.ask("RETR file", 425);
            var port = client.epsv();
            client.ask("RETR file", 150);
            try (var data = DataLink.connect(port)) {
                assertEquals("", readNothing(data.secure(old)));
            }
            try (var data = DataLink.connect(port)) {
                data.secure(fresh);
                assertEquals("of bob", new String(data.readAll(), UTF_8));
                client.expect(226);
            }
        }
    }

    /** It is closed, one way or another. */
    private static String readNothing(DataLink data) {
        try {
            return new String(data.readAll(), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void rein_gives_nobody_more_attempts_to_log_in() throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            var last = 0;
            for (int i = 0; i < 10 && last != 421; i++) {
                client.ask("USER alice", 331);
                client.send("PASS wrong");
                last = client.read().code();
                if (last != 421) {
                    client.ask("REIN", 220);
                }
            }
            assertEquals(421, last);
        }
    }

    // ------------------------------------------------------------------ CCC

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void behind_ccc_data_belongs_to_the_tls_session_that_was_there(String version) throws Exception {
        try (var client = secured(version)) {
            client.ask("CCC", 200);
            client.endTls();
            client.ask("PWD", 257);
            for (int transfer = 0; transfer < 5; transfer++) {
                // The client uses each ticket of TLS 1.3 once, and no more come over the control connection.
                try (var data = client.openData()) {
                    client.ask("RETR file", 150);
                    data.secure(client.tls());
                    assertEquals("content", new String(data.readAll(), UTF_8));
                    client.expect(226);
                }
            }
            try (var data = client.openData()) {
                client.ask("RETR file", 150);
                data.secure(new TestTls(version));
                client.expect(522);
            }
        }
    }

    @Test
    void commands_that_came_protected_behind_ccc_are_answered_in_clear() throws Exception {
        try (var client = secured("TLSv1.3")) {
            client.send("CCC", "PWD");
            client.expect(200);
            client.endTls();
            client.expect(257);
            client.ask("NOOP", 200);
        }
    }

    @Test
    void a_line_begun_under_tls_is_ended_by_nobody_in_clear() throws Exception {
        try (var client = secured("TLSv1.3")) {
            client.send(Wire.octets("CCC\r\nDELE fi"));
            client.expect(200);
            assertEquals(-1, client.socket().getInputStream().read());
            client.goOnInClear();
            client.send(Wire.octets("le\r\n"));
            assertEquals(List.of(), codes(client));
        }
        assertEquals("content", Files.readString(server.home().resolve("file")));
    }

    // ------------------------------------------------------------------ HOST

    @Test
    void host_and_sni_must_agree() throws Exception {
        try (var client = FtpTestClient.connect(server.port())) {
            client.ask("HOST 127.0.0.1", 220);
            client.ask("AUTH TLS", 234);
            client.shakeHandsWith(new TestTls("TLSv1.3", "ftp.example.org"));
            client.ask("HOST 127.0.0.1", 504);
            client.ask("HOST FTP.example.org", 220);
            client.login("alice");
        }
    }
}
