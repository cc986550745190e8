package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.TestTls;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A client whose data connection resumes nothing is to read 522 and its remedy. Were the connection reset under what it sends,
 * it would report a broken pipe instead, and many would not look at the reply any more.
 */
final class NotResumedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_ATTEMPTS = 10;

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void what_it_sends_is_drained_so_that_it_hears_of_522(String version, @TempDir Path directory) throws Exception {
        try (var server = WireServer.start(directory, "  claim-timeout: 1s\n", "");
                var alice = FtpTestClient.connect(server.port())) {
            alice.secure().login("alice");
            var attempts = 1;
            while (attempts < MOST_ATTEMPTS && !isSentInTime(alice, version)) {
                attempts++;
            }
            assertTrue(attempts < MOST_ATTEMPTS, "never sent in time");
            assertFalse(Files.exists(server.home().resolve("mine")));
        }
    }

    /** Whether the sending was over while the server drains: a busy machine may take longer, and what then breaks is not told. */
    private static boolean isSentInTime(FtpTestClient alice, String version) throws Exception {
        var port = alice.epsv();
        alice.ask("STOR mine", 150);
        var begun = System.nanoTime();
        try (var data = DataLink.connect(port)) {
            data.secure(new TestTls(version));
            for (int i = 0; i < 10; i++) {
                data.write(new byte[10_000]);
                Thread.sleep(20);
            }
            data.end();
            assertEquals(0, data.readAll().length, "what comes before the server's end");
        } catch (IOException e) {
            if (System.nanoTime() - begun < HalfClose.DRAIN.toNanos()) {
                throw e;
            }
            alice.expect(522);
            return false;
        }
        alice.expect(522);
        return true;
    }

    @Test
    void the_first_network_that_covers_it_says_what_is_asked_of_it(@TempDir Path directory) throws Exception {
        var relax =
                "  relax: [ { from: 127.0.0.1/32, resumption: required }, { from: 127.0.0.0/8, resumption: \"off\" } ]\n";
        try (var server = WireServer.start(directory, relax + "  claim-timeout: 1s\n", "");
                var alice = FtpTestClient.connect(server.port())) {
            alice.secure().login("alice");
            var port = alice.epsv();
            alice.ask("STOR mine", 150);
            try (var data = DataLink.connect(port)) {
                data.secure(new TestTls("TLSv1.3"));
                alice.expect(522);
            }
        }
    }

    /** Programs with several connections share among them what they resume (RFC 4217 §10.2). */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void one_that_resumes_the_session_of_another_connection_hears_of_522_soon(String version, @TempDir Path directory)
            throws Exception {
        try (var server = WireServer.start(directory, "  claim-timeout: 1s\n", "");
                var alice = FtpTestClient.connect(server.port(), version);
                var other = FtpTestClient.connect(server.port(), version)) {
            alice.secure().login("alice");
            other.secure().login("alice");
            try (var data = alice.openData()) {
                alice.ask("STOR mine", 150);
                var before = System.nanoTime();
                data.secure(other.tls());
                var answer = alice.expect(522);
                assertTrue(answer.text().contains("session resumption"), answer.text());
                assertTrue(System.nanoTime() - before < 8_000_000_000L, "it took the whole accept-timeout");
            }
            assertFalse(Files.exists(server.home().resolve("mine")));
        }
    }

    /** It has resumed the right session, and was only meant for an earlier transfer. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void one_that_an_earlier_pasv_has_left_behind_makes_nobody_hurry(String version, @TempDir Path directory)
            throws Exception {
        try (var server = WireServer.start(directory, "  claim-timeout: 1s\n", "");
                var alice = FtpTestClient.connect(server.port(), version)) {
            Files.writeString(server.home().resolve("file"), "content");
            alice.secure().login("alice");
            try (var early = alice.openData()) {
                Eventually.holds(() -> server.server().pendingDataConnections() == 1, "it has come");
                var port = alice.epsv();
                alice.ask("RETR file", 150);
                alice.secure(early);
                Thread.sleep(2500);
                try (var data = DataLink.connect(port)) {
                    alice.secure(data);
                    assertEquals("content", new String(data.readAll(), UTF_8));
                    alice.expect(226);
                }
            }
        }
    }

    @Test
    void one_that_goes_on_sending_is_cut_off(@TempDir Path directory) throws Exception {
        try (var server = WireServer.start(directory, "", "");
                var alice = FtpTestClient.connect(server.port())) {
            alice.secure().login("alice");
            try (var data = DataLink.connect(alice.epsv())) {
                data.secure(new TestTls("TLSv1.3"));
                assertTimeoutPreemptively(PATIENCE, () -> assertThrows(IOException.class, () -> {
                    while (true) {
                        data.write("more");
                        Thread.sleep(50);
                    }
                }));
            }
        }
    }
}
