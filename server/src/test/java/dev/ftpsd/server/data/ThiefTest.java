package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.Eventually;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Somebody who knows the port and is faster (CVE-1999-0351, RFC 2577 §8). */
@ExtendWith(NothingLost.class)
final class ThiefTest {

    private static final String SECRET = "for alice alone";

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    /** What he has to show. */
    enum Thief {
        SILENT, BABBLING, HALF_A_HELLO, WITHOUT_RESUMPTION, WITHOUT_RESUMPTION_AND_TALKING, OF_ANOTHER_USER,
        OF_A_SESSION_THAT_IS_GONE
    }

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory, "  claim-timeout: 10s\n", "");
        Files.writeString(server.home().resolve("secret"), SECRET);
    }

    private DataLink steal(Thief thief, int port) throws IOException {
        var data = DataLink.connect(port);
        switch (thief) {
            case SILENT -> {
                // He hopes for bytes that come by themselves.
            }
            case BABBLING -> data.write("RETR secret\r\n");
            case HALF_A_HELLO -> data.write(new byte[]{0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3});
            case WITHOUT_RESUMPTION -> data.secure(new TestTls("TLSv1.3"));
            case WITHOUT_RESUMPTION_AND_TALKING -> {
                data.secure(new TestTls("TLSv1.3"));
                try {
                    for (int i = 0; i < 100; i++) {
                        data.write("let me in".repeat(100));
                    }
                } catch (IOException e) {
                    // The server has closed it.
                }
            }
            case OF_ANOTHER_USER -> {
                try (var bob = FtpTestClient.connect(server.port())) {
                    bob.secure().login("bob");
                    bob.epsv();
                    bob.ask("RETR nothing", 550);
                    data.secure(bob.tls());
                }
            }
            case OF_A_SESSION_THAT_IS_GONE -> {
                var gone = FtpTestClient.connect(server.port());
                gone.secure().login("alice");
                gone.epsv();
                gone.ask("QUIT", 221);
                gone.close();
                data.secure(gone.tls());
            }
        }
        return data;
    }

    @ParameterizedTest
    @EnumSource
    void a_thief_before_150_gets_no_byte_and_the_owner_all(Thief thief) throws Exception {
        try (var alice = FtpTestClient.connect(server.port())) {
            alice.secure().login("alice");
            var port = alice.epsv();
            try (var _ = steal(thief, port); var own = DataLink.connect(port)) {
                alice.ask("RETR secret", 150);
                alice.secure(own);
                assertEquals(SECRET, new String(own.readAll(), UTF_8));
                alice.expect(226);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_thief_after_150_gets_no_byte_and_the_owner_all(Thief thief) throws Exception {
        try (var alice = FtpTestClient.connect(server.port())) {
            alice.secure().login("alice");
            var port = alice.epsv();
            alice.ask("RETR secret", 150);
            try (var stolen = steal(thief, port); var own = DataLink.connect(port)) {
                alice.secure(own);
                assertEquals(SECRET, new String(own.readAll(), UTF_8));
                alice.expect(226);
                if (thief != Thief.SILENT && thief != Thief.HALF_A_HELLO) {
                    assertEquals("", bytesOf(stolen), "what the thief has got");
                }
            }
        }
    }

    private static String bytesOf(DataLink stolen) {
        try {
            return new String(stolen.readAll(), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** His bytes must not be stored under her name either. */
    @ParameterizedTest
    @EnumSource
    void a_thief_stores_nothing(Thief thief) throws Exception {
        try (var alice = FtpTestClient.connect(server.port())) {
            alice.secure().login("alice");
            var port = alice.epsv();
            alice.ask("STOR mine", 150);
            try (var _ = steal(thief, port); var own = DataLink.connect(port)) {
                alice.secure(own);
                own.write("mine");
                own.end();
                alice.expect(226);
            }
        }
        assertEquals("mine", Files.readString(server.home().resolve("mine")));
    }

    @Test
    void a_second_connection_of_the_owner_gets_no_byte() throws Exception {
        try (var alice = FtpTestClient.connect(server.port())) {
            alice.secure().login("alice");
            var port = alice.epsv();
            try (var first = DataLink.connect(port); var second = DataLink.connect(port)) {
                Eventually.holds(() -> server.server().pendingDataConnections() == 2, "both have come");
                alice.secure(first);
                // The client is through with its handshake before the server has seen the end of it.
                Eventually.holds(() -> server.server().pendingDataConnections() == 1, "the first one is known");
                alice.secure(second);
                alice.ask("RETR secret", 150);
                assertEquals(SECRET, new String(first.readAll(), UTF_8));
                assertEquals("", bytesOf(second));
                alice.expect(226);
            }
        }
    }

    /** Clear bytes before the handshake would become the beginning of a protected file. */
    @Test
    void bytes_in_clear_before_the_handshake_never_become_a_part_of_the_file() throws Exception {
        try (var quick = WireServer.start(directory.resolve("quick"), "  accept-timeout: 1s\n", "");
                var alice = FtpTestClient.connect(quick.port())) {
            alice.secure().login("alice");
            // Where PROT P overtakes the connection, it is closed at once: 425.
            var code = 425;
            for (int i = 0; i < 20 && code == 425; i++) {
                code = storeWithPrefix(alice);
            }
            assertEquals(522, code);
            assertFalse(Files.exists(quick.home().resolve("mine")));
        }
    }

    private static int storeWithPrefix(FtpTestClient alice) throws IOException {
        alice.ask("PROT C", 200);
        try (var data = alice.openData()) {
            data.write("injected");
            alice.ask("PROT P", 200);
            alice.ask("STOR mine", 150);
            alice.secure(data);
            data.write("mine");
            data.end();
        } catch (IOException e) {
            // So it should be.
        }
        return alice.read().code();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_client_that_cannot_resume_is_told_so_soon_and_how_to_go_on(String protocol) throws Exception {
        try (var strict = WireServer.start(directory.resolve("strict"), "  claim-timeout: 1s\n", "");
                var client = FtpTestClient.connect(strict.port(), protocol)) {
            client.secure().login("alice");
            try (var data = client.openData()) {
                client.ask("STOR file", 150);
                var before = System.nanoTime();
                data.secure(new TestTls(protocol));
                var answer = client.expect(522);
                assertTrue(answer.text().contains("session resumption"), answer.text());
                assertTrue(System.nanoTime() - before < 8_000_000_000L, "it took the whole accept-timeout");
            }
            client.ask("NOOP", 200);
        }
    }
}
