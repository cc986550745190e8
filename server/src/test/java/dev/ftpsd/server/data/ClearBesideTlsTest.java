package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.TestServer;
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

/** Alice with data in clear and bob under TLS, of one address and on one port: neither gets what is the other's. */
@ExtendWith(NothingLost.class)
final class ClearBesideTlsTest {

    private static final byte[] HALF_A_HELLO = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;
    @AutoClose
    private FtpTestClient alice;
    @AutoClose
    private FtpTestClient bob;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory, "  claim-timeout: 3s\n  accept-timeout: 5s\n", "");
        Files.writeString(server.home().resolve("old"), "alice's");
        Files.writeString(directory.resolve("bob/old"), "bob's");
        alice = FtpTestClient.connect(server.port()).login("alice");
        bob = FtpTestClient.connect(server.port()).secure().login("bob");
    }

    private String bobs(String file) throws IOException {
        return Files.readString(directory.resolve("bob").resolve(file));
    }

    /** As curl does. */
    @Test
    void a_handshake_at_once_is_his() throws Exception {
        alice.epsv();
        try (var data = bob.openData()) {
            bob.secure(data);
            bob.ask("STOR new", 150);
            data.write("bob's");
            data.end();
            bob.expect(226);
        }
        assertEquals("bob's", bobs("new"));

        alice.store("new", "alice's".getBytes(UTF_8));
        assertEquals("alice's", Files.readString(server.home().resolve("new")));
    }

    /** As lftp does. */
    @Test
    void a_handshake_behind_150_is_his() throws Exception {
        alice.epsv();
        bob.store("new", "bob's".getBytes(UTF_8));
        assertEquals("bob's", new String(bob.retrieve("old"), UTF_8));

        assertEquals("alice's", new String(alice.retrieve("old"), UTF_8));
    }

    @Test
    void bytes_that_are_no_handshake_are_hers() throws Exception {
        bob.epsv();
        alice.store("new", "alice's".getBytes(UTF_8));

        assertEquals("alice's", Files.readString(server.home().resolve("new")));
        assertEquals("bob's", new String(bob.retrieve("old"), UTF_8));
    }

    /** His claim ends before his connection does. */
    @Test
    void a_connection_whose_claim_has_just_ended_is_not_hers_at_once() throws Exception {
        alice.epsv();
        alice.ask("STOR old", 150);
        try (var _ = bob.openData()) {
            Thread.sleep(200);
            bob.ask("ABOR", 225);
        }
        assertEquals(425, alice.read().code(), "his end is not that of her file");
        assertEquals("alice's", Files.readString(server.home().resolve("old")));
    }

    @Test
    void a_download_in_clear_begins_when_the_silence_has_lasted() throws Exception {
        bob.epsv();
        assertEquals("alice's", new String(alice.retrieve("old"), UTF_8));
        assertEquals("bob's", new String(bob.retrieve("old"), UTF_8));
    }

    /** He has been silent for so long that his connection was taken for hers. */
    @Test
    void a_handshake_that_comes_too_late_is_no_file() throws Exception {
        alice.epsv();
        alice.ask("STOR old", 150);
        try (var late = bob.openData()) {
            Thread.sleep(2_000);
            late.write(HALF_A_HELLO);
            assertEquals("425 The data connection began with TLS, but PROT is C; use PROT P.",
                    alice.expect(425).toString());
        }
        assertEquals("alice's", Files.readString(server.home().resolve("old")));
    }

    @Test
    void half_a_handshake_is_no_beginning_of_a_file() throws Exception {
        try (var data = bob.openData()) {
            data.write(HALF_A_HELLO);
            Thread.sleep(200);
            bob.ask("PROT C", 200);
            bob.ask("STOR new", 150);
            Thread.sleep(200);
            data.end();
            bob.expect(425);
        }
    }

    /** His claim came under PROT P, and hers stands where his must now: whose his connection is could not be told. */
    @Test
    void who_leaves_tls_between_pasv_and_transfer_is_refused_while_another_claim_stands() throws Exception {
        alice.epsv();
        try (var _ = bob.openData()) {
            bob.ask("PROT C", 200);
            bob.ask("STOR new", 425);
        }
        alice.store("new", "alice's".getBytes(UTF_8));
        assertEquals("alice's", Files.readString(server.home().resolve("new")));
        bob.ask("PROT P", 200);
        bob.store("new", "bob's".getBytes(UTF_8));
        assertEquals("bob's", bobs("new"));
    }
}
