package dev.ftpsd.server.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What gets past a transfer that runs, and in which order it is answered (RFC 959 §4.1.3, RFC 1123 §4.1.2.10). */
@ExtendWith(NothingLost.class)
final class AbortTest {

    private static final byte[] INTERRUPT = Wire.octets(255, 244, 255, 242);

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory);
        LargeFile.make(server.home());
        Files.writeString(server.home().resolve("old"), "old");
    }

    private FtpTestClient login(boolean secured) throws IOException {
        var client = FtpTestClient.connect(server.port());
        if (secured) {
            client.secure();
        }
        return client.login("alice");
    }

    private static List<Integer> codes(FtpTestClient client, int count) throws IOException {
        var codes = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            codes.add(client.read().code());
        }
        return codes;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void abor_ends_a_download_with_426_and_then_226(boolean secured) throws Exception {
        try (var client = login(secured); var _ = LargeFile.stalledDownload(client)) {
            Thread.sleep(500); // it fills what the systems hold, and waits for its client then
            client.send("ABOR");
            assertEquals("426 Transfer aborted.", client.expect(426).toString());
            // It may as well come behind the 226 of a transfer that was not aborted any more, and must not say otherwise.
            assertFalse(client.expect(226).toString().contains("ransfer aborted"));
            client.ask("NOOP", 200);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void abor_behind_a_telnet_interrupt_is_the_same(boolean secured) throws Exception {
        try (var client = login(secured); var _ = LargeFile.stalledDownload(client)) {
            client.send(Wire.join(INTERRUPT, Wire.octets("ABOR\r\n")));
            assertEquals(List.of(426, 226), codes(client, 2));
            client.ask("NOOP", 200);
        }
    }

    /** Telnet's Synch (RFC 854), and what Python's ftplib does: all of ABOR is urgent, and its last octet is the mark. */
    @Test
    void abor_is_understood_when_a_part_of_it_is_urgent() throws Exception {
        for (var urgent : new int[][]{{255, 244, 255, 242, 'A', 'B', 'O', 'R', '\r', '\n', 3},
                {'A', 'B', 'O', 'R', '\r', '\n', 5}}) {
            var mark = urgent[urgent.length - 1];
            try (var client = login(false); var _ = LargeFile.stalledDownload(client)) {
                client.send(Wire.octets(Arrays.copyOf(urgent, mark)));
                client.wire().sendUrgentData(urgent[mark]);
                client.send(Wire.octets(Arrays.copyOfRange(urgent, mark + 1, urgent.length - 1)));
                assertEquals(List.of(426, 226), codes(client, 2));
                client.ask("NOOP", 200);
            }
        }
    }

    @Test
    void abor_without_a_transfer_is_225() throws Exception {
        try (var client = login(false)) {
            client.ask("ABOR", 225);
            client.epsv();
            client.ask("ABOR", 225);
            client.ask("RETR old", 425);
        }
    }

    /** Replies carry nothing that says which command they are for. */
    @Test
    void abor_without_a_transfer_waits_its_turn() throws Exception {
        try (var client = login(false)) {
            for (int i = 0; i < 50; i++) {
                client.send("FEAT", "PWD", "REST 1", "ABOR", "NOOP");
                assertEquals(List.of(211, 257, 350, 225, 200), codes(client, 5));
            }
        }
    }

    @Test
    void abor_that_comes_with_its_transfer_command_ends_it() throws Exception {
        try (var client = login(false)) {
            for (int i = 0; i < 20; i++) {
                try (var _ = client.openData()) {
                    client.send("FEAT", "PWD", "RETR large", "ABOR", "NOOP");
                    assertEquals(List.of(211, 257, 150, 426, 226, 200), codes(client, 6));
                }
            }
        }
    }

    @Test
    void abor_behind_many_commands_is_seen_during_a_transfer() throws Exception {
        try (var client = login(false); var _ = client.openData()) {
            client.send("RETR large\r\n" + "NOOP\r\n".repeat(500) + "ABOR");
            assertEquals(List.of(150, 426, 226), codes(client, 3));
            for (int i = 0; i < 500; i++) {
                client.expect(200);
            }
        }
    }

    @Test
    void two_abors_get_a_reply_each() throws Exception {
        try (var client = login(false); var _ = LargeFile.stalledDownload(client)) {
            client.send("ABOR", "ABOR");
            assertEquals(426, client.read().code());
            var codes = codes(client, 2);
            assertTrue(codes.contains(226) && codes.contains(225), codes.toString());
        }
    }

    /** Before anybody has connected, between the connection and its handshake, and in the middle of the handshake. */
    @ParameterizedTest
    @ValueSource(strings = {"nobody", "silent", "half a hello"})
    void abor_ends_a_transfer_that_waits_for_its_connection(String client) throws Exception {
        try (var control = login(true)) {
            var port = control.epsv();
            try (var data = DataLink.connect(port)) {
                if (client.equals("nobody")) {
                    data.wire().reset();
                } else if (client.equals("half a hello")) {
                    data.wire().getOutputStream().write(Wire.octets(0x16, 3, 1, 2, 0, 1, 0, 1));
                }
                control.ask("RETR large", 150);
                control.send("ABOR");
                assertEquals(List.of(426, 226), codes(control, 2));
            }
        }
    }

    @Test
    void an_aborted_upload_leaves_the_old_file() throws Exception {
        try (var client = login(true); var data = client.openData()) {
            client.ask("STOR old", 150);
            client.secure(data);
            data.write("new");
            client.send("ABOR");
            assertEquals(List.of(426, 226), codes(client, 2));
        }
        assertEquals("old", Files.readString(server.home().resolve("old")));
    }

    /** The data connection must not end like one whose file is whole. */
    @Test
    void an_aborted_download_ends_without_close_notify() throws Exception {
        try (var client = login(true); var data = LargeFile.stalledDownload(client)) {
            client.send("ABOR");
            assertEquals(List.of(426, 226), codes(client, 2));
            var ended = false;
            try {
                data.readAll();
            } catch (IOException e) {
                ended = true;
            }
            var records = data.wire().recordLengths(0);
            assertTrue(ended || records.getLast() > 100, "the last record is an alert: " + records.getLast());
        }
    }
}
