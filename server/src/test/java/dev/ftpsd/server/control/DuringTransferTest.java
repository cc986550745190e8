package dev.ftpsd.server.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.CommandThreads;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.HomeFiles;
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

/** Commands that come while a transfer runs, and a client that goes. */
@ExtendWith(NothingLost.class)
final class DuringTransferTest {

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory, "  claim-timeout: 1m\n", "");
        LargeFile.make(server.home());
    }

    private FtpTestClient login(boolean secured) throws IOException {
        var client = FtpTestClient.connect(server.port());
        if (secured) {
            client.secure();
        }
        return client.login("alice");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stat_is_answered_during_a_transfer(boolean secured) throws Exception {
        try (var client = login(secured); var data = LargeFile.stalledDownload(client)) {
            var status = client.ask("STAT", 211);
            assertTrue(status.toString().contains("RETR in progress"), status.toString());
            assertEquals(LargeFile.SIZE - 1, data.readAll().length);
            client.expect(226);
        }
    }

    @Test
    void other_commands_wait_for_the_end_of_the_transfer() throws Exception {
        try (var client = login(false); var data = LargeFile.stalledDownload(client)) {
            client.send("NOOP", "PWD", "QUIT");
            assertEquals(LargeFile.SIZE - 1, data.readAll().length);
            assertEquals(List.of(226, 200, 257, 221),
                    client.readToEnd().stream().map(answer -> answer.code()).toList());
        }
    }

    @Test
    void quit_during_an_upload_is_answered_when_the_file_is_there() throws Exception {
        try (var client = login(true); var data = client.openData()) {
            client.ask("STOR new", 150);
            client.secure(data);
            data.write("first ");
            client.send("QUIT");
            data.write("second".getBytes(StandardCharsets.UTF_8));
            data.end();
            assertEquals(List.of(226, 221), client.readToEnd().stream().map(answer -> answer.code()).toList());
        }
        assertEquals("first second", Files.readString(server.home().resolve("new")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_client_that_goes_in_mid_upload_leaves_the_old_file_and_its_part_out_of_sight(boolean secured)
            throws Exception {
        Files.writeString(server.home().resolve("old"), "old");
        var port = 0;
        try (var client = login(secured); var data = client.openData()) {
            port = data.wire().port();
            client.ask("STOR old", 150);
            client.secure(data);
            data.write("n".repeat(1_000_000));
            client.wire().reset();
            Eventually.holds(() -> server.server().sessionCount() == 0, "the session ends");
            assertEquals(-1, endOf(data), "the data connection ends with it");
        }
        Eventually.holds(() -> CommandThreads.count() == 0, "no thread is left");
        assertEquals("old", Files.readString(server.home().resolve("old")));
        assertEquals(List.of("large", "old"), HomeFiles.besideOnePart(server.home()));
        try (var next = login(secured)) {
            assertEquals(port, next.epsv(), "the claim on the port is free");
            assertFalse(next.ask("STAT /", 212).toString().contains("ftpsd-part"), "what is kept shows in no listing");
        }
    }

    @Test
    void a_client_that_goes_while_the_server_waits_for_its_connection_leaves_no_thread() throws Exception {
        try (var client = login(true)) {
            client.epsv();
            client.ask("RETR large", 150);
            Eventually.holds(() -> CommandThreads.count() == 1, "a thread waits");
        }
        Eventually.holds(() -> CommandThreads.count() == 0, "no thread is left");
        Eventually.holds(() -> server.server().sessionCount() == 0, "the session ends");
    }

    /** As long as a claim in clear stands, nobody else of that address reads a reply to EPSV. */
    @Test
    void a_client_that_goes_behind_epsv_leaves_no_claim_on_the_port() throws Exception {
        try (var client = login(false); var next = login(false)) {
            client.epsv();
            next.send("EPSV");
            client.wire().reset();
            next.expect(229);
        }
    }

    private static int endOf(DataLink data) {
        try {
            return data.socket().getInputStream().read();
        } catch (IOException e) {
            return -1;
        }
    }
}
