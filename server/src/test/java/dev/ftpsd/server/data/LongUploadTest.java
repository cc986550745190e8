package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.LongTransfer;
import dev.ftpsd.server.support.NothingLost;
import dev.ftpsd.server.support.OldKeys;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Uploads that are long enough for the transfer's own thread to receive them. */
@ExtendWith({NothingLost.class, EveryTurnEnds.class})
final class LongUploadTest {

    private static final int SIZE = 24 * 1024 * 1024 + 12_345;

    /** So much that the thread has taken over. */
    private static final int BEGINNING = 4 * 1024 * 1024;

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;
    private byte[] content;

    @BeforeEach
    void start() throws Exception {
        server = WireServer.start(directory);
        content = new byte[SIZE];
        new Random(7).nextBytes(content);
    }

    private FtpTestClient client(String protection) throws Exception {
        return FtpTestClient.loggedIn(server.port(), protection, "alice");
    }

    private static DataLink begin(FtpTestClient client, String protection) throws Exception {
        return LongTransfer.begin(client, protection, "STOR long");
    }

    private byte[] stored() throws IOException {
        return Files.readAllBytes(server.home().resolve("long"));
    }

    /** Sends the beginning and waits until the thread stands there, with nothing left to read. */
    private void sendBeginning(FtpTestClient client, DataLink data) throws Exception {
        data.write(Arrays.copyOf(content, BEGINNING));
        Eventually.holds(() -> LongTransfer.moved(client, "STOR") > BEGINNING - 512 * 1024,
                "nearly all has been received");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3", "clear"})
    void it_arrives_whole_and_the_next_one_too(String protection) throws Exception {
        try (var client = client(protection)) {
            client.store("long", content);
            assertArrayEquals(content, stored());
            client.store("long", Arrays.copyOf(content, SIZE - 1));
            assertArrayEquals(Arrays.copyOf(content, SIZE - 1), stored());
            assertArrayEquals(stored(), client.retrieve("long"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3", "clear"})
    void a_sender_that_pauses_and_goes_on_byte_by_byte_is_waited_for(String protection) throws Exception {
        try (var client = client(protection); var data = begin(client, protection)) {
            sendBeginning(client, data);
            for (int i = BEGINNING; i < BEGINNING + 100; i++) {
                data.write(new byte[]{content[i]});
            }
            data.end();
            client.expect(226);
            assertArrayEquals(Arrays.copyOf(content, BEGINNING + 100), stored());
        }
    }

    /** As Java does behind 128 GiB. */
    @Test
    void a_sender_that_changes_its_keys_and_asks_for_ours_is_received_on() throws Exception {
        try (var client = client("TLSv1.3"); var data = begin(client, "TLSv1.3")) {
            sendBeginning(client, data);
            for (int i = 0; i < 100; i++) {
                OldKeys.of(data.socket());
                data.write(Arrays.copyOfRange(content, BEGINNING + i, BEGINNING + i + 1));
            }
            data.write(Arrays.copyOfRange(content, BEGINNING + 100, SIZE));
            data.end();
            assertEquals(0, data.readAll().length,
                    "the answers come before close_notify, which is under the last keys");
            client.expect(226);
            assertArrayEquals(content, stored());
        }
    }

    @Test
    void a_sender_that_does_nothing_but_change_its_keys_is_cut_off() throws Exception {
        try (var client = client("TLSv1.3"); var data = begin(client, "TLSv1.3")) {
            sendBeginning(client, data);
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 500_000; i++) {
                    OldKeys.of(data.socket());
                    data.write(new byte[1]);
                }
            });
            client.expect(426);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "clear"})
    void abor_ends_it_for_a_sender_that_has_stopped(String protection) throws Exception {
        try (var client = client(protection); var data = begin(client, protection)) {
            sendBeginning(client, data);

            client.ask("ABOR", 426);
            client.expect(226);
            assertFalse(Files.exists(server.home().resolve("long")));
            client.store("long", content);
            assertArrayEquals(content, stored());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void fin_without_close_notify_is_no_end(String protection) throws Exception {
        try (var client = client(protection)) {
            try (var data = begin(client, protection)) {
                sendBeginning(client, data);
                data.wire().shutdownOutput();
                client.expect(426);
            }
            // The session has not been spoilt: the next one resumes it.
            client.store("long", content);
            assertArrayEquals(content, stored());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "clear"})
    void a_reset_ends_it(String protection) throws Exception {
        try (var client = client(protection); var data = begin(client, protection)) {
            sendBeginning(client, data);
            data.wire().setSoLinger(true, 0);
            data.wire().close();
            client.expect(426);
            assertFalse(Files.exists(server.home().resolve("long")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void our_close_notify_follows_the_client_s(String protection) throws Exception {
        try (var client = client(protection); var data = begin(client, protection)) {
            sendBeginning(client, data);
            data.socket().shutdownOutput();
            client.expect(226);
            assertEquals(-1, data.socket().getInputStream().read(), "a clean end");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "clear"})
    void the_loss_of_the_control_connection_ends_it(String protection) throws Exception {
        var client = client(protection);
        try (var data = begin(client, protection)) {
            sendBeginning(client, data);
            client.wire().close();
            Eventually.holds(() -> isEnded(data), "the data connection ends");
        }
    }

    private static boolean isEnded(DataLink data) {
        try {
            data.write(new byte[1000]);
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
