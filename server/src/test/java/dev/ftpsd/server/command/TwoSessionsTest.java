package dev.ftpsd.server.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Two sessions of one user that get in each other's way. */
final class TwoSessionsTest {

    private static final int MORE_THAN_IS_GATHERED = 300_000;

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory);
        Files.writeString(server.home().resolve("old"), "old");
    }

    private FtpTestClient login() throws IOException {
        return FtpTestClient.connect(server.port()).login("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOR", "APPE"})
    void a_file_that_is_being_written_is_busy_for_a_second_writer(String verb) throws Exception {
        try (var first = login(); var data = first.openData(); var second = login()) {
            first.ask("STOR old", 150);
            data.write(new byte[MORE_THAN_IS_GATHERED]);
            awaitFirstWrite(first);
            try (var other = second.openData()) {
                second.ask(verb + " old", 450);
                // The data connection is still good for something else.
                second.ask("STOR another", 150);
                other.write("second");
                other.end();
                second.expect(226);
            }
            data.end();
            first.expect(226);
            second.ask("SIZE old", 213);
        }
        assertEquals("second", Files.readString(server.home().resolve("another")));
        assertEquals(MORE_THAN_IS_GATHERED, Files.size(server.home().resolve("old")));
    }

    @Test
    void a_name_that_another_session_is_sending_is_no_free_name_for_stou() throws Exception {
        try (var first = login(); var data = first.openData(); var second = login()) {
            first.ask("STOR new", 150);
            data.write(new byte[MORE_THAN_IS_GATHERED]);
            awaitFirstWrite(first);
            try (var other = second.openData()) {
                var opening = second.ask("STOU new", 150).toString();
                assertTrue(opening.matches("150 FILE: new\\.\\w+"), opening);
                other.write("second");
                other.end();
                second.expect(226);
            }
            data.end();
            first.expect(226);
        }
        assertEquals(MORE_THAN_IS_GATHERED, Files.size(server.home().resolve("new")));
    }

    /** STAT counts what has been given to the store. */
    private static void awaitFirstWrite(FtpTestClient client) throws IOException {
        String status;
        do {
            status = client.ask("STAT", 211).toString();
        } while (status.contains("STOR in progress, 0 bytes"));
        assertTrue(status.contains("STOR in progress"), status);
    }

    @Test
    void a_reader_has_the_old_file_whole_while_a_new_one_comes() throws Exception {
        try (var writer = login(); var data = writer.openData(); var reader = login()) {
            writer.ask("STOR old", 150);
            data.write("newer");
            assertEquals("old", new String(reader.retrieve("old"), StandardCharsets.UTF_8));
            assertEquals("213 3", reader.ask("SIZE old", 213).toString());
            data.end();
            writer.expect(226);
            assertEquals("213 5", reader.ask("SIZE old", 213).toString());
        }
    }

    @Test
    void a_file_that_is_deleted_while_its_successor_comes_is_there_again_afterwards() throws Exception {
        try (var writer = login(); var data = writer.openData(); var other = login()) {
            writer.ask("STOR old", 150);
            data.write("new");
            other.ask("DELE old", 250);
            data.end();
            writer.expect(226);
            other.ask("SIZE old", 213);
        }
        assertEquals("new", Files.readString(server.home().resolve("old")));
    }

    @Test
    void a_session_whose_working_directory_is_removed_finds_its_way_out() throws Exception {
        try (var inside = login(); var other = login()) {
            inside.ask("MKD d", 257);
            inside.ask("CWD d", 250);
            other.ask("RMD d", 250);
            inside.ask("PWD", 257);
            inside.ask("MLST", 550);
            inside.ask("MKD e", 550);
            inside.ask("CWD .", 550);
            inside.ask("CDUP", 250);
            inside.ask("MLST old", 250);
        }
    }
}
