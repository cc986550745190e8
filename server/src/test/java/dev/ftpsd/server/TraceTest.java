package dev.ftpsd.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.TestTls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What {@code ftpsd trace} shows of what clients and server say to each other. */
final class TraceTest {

    @TempDir
    Path directory;

    /** The test fails unless each line is what its expression says, {@code …} standing for anything. */
    private static void assertLines(String expected, List<String> lines) {
        var patterns = expected.strip().lines().toList();
        for (var i = 0; i < Math.min(patterns.size(), lines.size()); i++) {
            var pattern = "\\Q" + patterns.get(i).replace("…", "\\E.*\\Q") + "\\E";
            assertTrue(lines.get(i).matches(pattern), lines.get(i) + "\nis not " + patterns.get(i) + "\nin " + lines);
        }
        assertEquals(patterns.size(), lines.size(), lines::toString);
    }

    @Test
    void a_session_is_shown_from_its_connection_to_its_end_without_its_password() throws Exception {
        try (var server = TestServer.start(directory); var looking = Looking.at(server, Map.of())) {
            try (var client = FtpTestClient.connect(server.port()).secure().login("alice")) {
                client.store("a.txt", "hello".getBytes(StandardCharsets.UTF_8));
                client.ask("QUIT", 221);
            }

            assertLines("""
                    event connect listener=optional
                    server 220 …
                    client AUTH TLS
                    server 234 …
                    event secured tls=TLSv1.3 cipher=TLS_…
                    client PBSZ 0
                    server 200 …
                    client PROT P
                    server 200 …
                    client USER alice
                    server 331 …
                    client PASS ****
                    event login tls=TLSv1.3
                    server 230 …
                    client TYPE I
                    server 200 …
                    client EPSV
                    server 229 …
                    client STOR a.txt
                    server 150 …
                    event data-opened command=STOR mode=passive tls="TLSv1.3 TLS_…, resumed"
                    event transfer command=STOR direction=in path="/a.txt" bytes=5 …completion=complete result="ok"
                    server 226 …
                    client QUIT
                    server 221 …
                    event logout …
                    """, looking.until("event logout"));
        }
    }

    @Test
    void nothing_secret_and_no_control_character_is_shown_whatever_a_client_sends() throws Exception {
        try (var server = TestServer.start(directory); var looking = Looking.at(server, Map.of());
                var client = FtpTestClient.connect(server.port())) {
            client.ask("USER a\u2028b\u202e", 331);
            client.ask("pass zz-secret\u2028", 530);
            client.ask("PASSzz-secret", 500);
            client.ask("ACCT\u00a0zz-secret", 500);
            client.ask("USER \u001b[2Jzz-secret", 501);
            client.ask(" PASS zz-secret", 500);
            client.ask("\u00a0PASS zz-secret", 500);
            client.ask("zz-secret", 500);
            client.ask("XYZ zz-secret", 500);
            client.ask("NOOP last", 200);

            var lines = looking.until("client NOOP");
            assertTrue(lines.contains("client USER a\\u2028b\\u202e"), lines::toString);
            assertEquals(1, lines.stream().filter("client PASS ****"::equals).count(), lines::toString);
            assertTrue(lines.contains("client XYZ **** (no command of this server)"), lines::toString);
            assertEquals(5, lines.stream().filter("client **** (no command of this server)"::equals).count(),
                    lines::toString);
            assertTrue(lines.contains("client (a line that is no command)"), lines::toString);
            assertTrue(lines.stream().noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("zz-secret")),
                    lines::toString);
            assertTrue(
                    lines.stream().flatMapToInt(String::chars).noneMatch(c -> c < 0x20 || c == 0x2028 || c == 0x202e),
                    lines::toString);
        }
    }

    @Test
    void the_reason_of_a_handshake_that_fails_is_shown() throws Exception {
        try (var server = TestServer.start(directory); var looking = Looking.at(server, Map.of());
                var client = FtpTestClient.connect(server.port())) {
            client.ask("AUTH TLS", 234);
            client.send("this is no handshake".getBytes(StandardCharsets.UTF_8));

            var failed = looking.until("event tls-failed").getLast();
            assertTrue(failed.matches("event tls-failed reason=\".+\""), failed);
        }
    }

    @Test
    void why_a_transfer_gets_no_data_connection_is_shown() throws Exception {
        try (var server = TestServer.start(directory); var looking = Looking.at(server, Map.of());
                var client = FtpTestClient.connect(server.port()).secure().login("alice");
                var data = client.openData()) {
            client.ask("LIST", 150);
            data.secure(new TestTls("TLSv1.3"));
            client.expect(522);

            assertLines("event data-failed command=LIST result=\"TLS session of data connection not resumed; …\"",
                    List.of(looking.until("event data-failed").getLast()));
        }
    }

    @Test
    void a_listing_in_clear_is_told_as_such() throws Exception {
        try (var server = TestServer.start(directory); var looking = Looking.at(server, Map.of());
                var client = FtpTestClient.connect(server.port()).login("alice"); var data = client.openData()) {
            client.ask("LIST", 150);
            data.readAll();
            client.expect(226);

            assertEquals("event data-opened command=LIST mode=passive tls=\"none\"",
                    looking.until("event data-opened").getLast());
        }
    }

    @Test
    void a_user_is_shown_from_the_line_that_names_them_and_nobody_else_is() throws Exception {
        try (var server = TestServer.start(directory); var looking = Looking.at(server, Map.of("user", "alice"));
                var other = FtpTestClient.connect(server.port())) {
            other.ask("USER bob", 331);
            other.ask("PASS wrong", 530);
            try (var client = FtpTestClient.connect(server.port()).secure()) {
                client.ask("USER alice", 331);
                client.ask("PASS wrong", 530);
                client.ask("QUIT", 221);
            }

            assertLines("""
                    event session since=… listener=optional tls=TLSv1.3 cipher=TLS_…
                    client USER alice
                    server 331 …
                    client PASS ****
                    event login-refused reason=…
                    server 530 …
                    client QUIT
                    server 221 …
                    event disconnect …
                    """, looking.until("event disconnect"));
        }
    }

    @Test
    void a_session_that_is_there_is_introduced_and_shown_until_it_ends() throws Exception {
        try (var server = TestServer.start(directory);
                var other = FtpTestClient.connect(server.port()).login("alice");
                var client = FtpTestClient.connect(server.port()).login("alice")) {
            var number = server.server().sessions().all().getLast().number();
            try (var looking = Looking.at(server, Map.of("session", Long.toString(number)))) {
                assertEquals("tracing session " + number + "; Ctrl-C ends it", looking.words());
                other.ask("NOOP", 200);
                client.ask("QUIT", 221);

                assertLines("""
                        event session since=… listener=optional tls=none
                        client QUIT
                        server 221 …
                        event logout …
                        end the session has ended
                        """, looking.until("end"));
            }
        }
    }

    @Test
    void addresses_elsewhere_are_not_shown_and_the_time_ends_it() throws Exception {
        try (var server = TestServer.start(directory);
                var looking = Looking.at(server, Map.of("from", "192.0.2.0/24", "for", "1s"));
                var near = Looking.at(server, Map.of("from", "127.0.0.0/8"));
                var client = FtpTestClient.connect(server.port())) {
            client.ask("NOOP", 200);

            assertEquals(List.of("end the time is over"), looking.until("end"));
            assertTrue(near.until("client NOOP").contains("event connect listener=optional"));
        }
    }

    @Test
    void it_ends_with_the_server_after_the_last_farewell() throws Exception {
        try (var server = TestServer.start(directory); var looking = Looking.at(server, Map.of());
                var client = FtpTestClient.connect(server.port())) {
            server.server().drain(Duration.ZERO);
            client.expect(421);

            var lines = looking.until("end");
            assertEquals("end the server is stopping", lines.getLast());
            assertTrue(lines.stream().anyMatch(line -> line.startsWith("server 421 ")), lines::toString);
        }
    }

    @Test
    void who_is_not_there_is_not_waited_for() throws Exception {
        try (var server = TestServer.start(directory)) {
            assertEquals("no such session; ftpsd who lists them", Looking.refusal(server, Map.of("session", "0")));
            assertTrue(Looking.refusal(server, Map.of("user", "nobody")).startsWith("there is no such user"));
            assertTrue(Looking.refusal(server, Map.of("from", "somewhere")).contains("is not an address or a network"));
            for (var time : List.of("10", "0s", "-1m", "a while")) {
                assertTrue(Looking.refusal(server, Map.of("for", time)).startsWith("--for takes a time"), time);
            }
            assertFalse(server.server().traces().areOpen());
        }
    }

    @Test
    void there_are_only_so_many_and_sessions_do_not_wait_for_those_who_do_not_read() throws Exception {
        try (var server = TestServer.start(directory); var client = FtpTestClient.connect(server.port())) {
            for (var i = 0; i < 8; i++) {
                Looking.at(server, Map.of());
            }
            assertTrue(Looking.refusal(server, Map.of()).startsWith("too many traces"));
            talk(client, 5000);
        }
    }

    private static void talk(FtpTestClient client, int lines) throws IOException {
        for (var i = 0; i < lines; i++) {
            client.ask("NOOP", 200);
        }
    }
}
