package dev.ftpsd.server.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.ftpsd.server.TestServer;
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
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How a data connection ends, and whether a file that was cut short can look whole. */
@ExtendWith(NothingLost.class)
final class EndOfDataTest {

    private static final int LARGE = 32 * 1024 * 1024;

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory);
        Files.writeString(server.home().resolve("old"), "old");
        Files.write(server.home().resolve("large"), new byte[LARGE]);
    }

    /** All else has the time that is shipped: who is held up for a second is none who stalls. */
    private void stallTimeout(String time) throws IOException {
        server.close();
        server = WireServer.start(directory, "  stall-timeout: " + time + "\n", "");
    }

    /** The length of an alert of TLS 1.3: two octets, the content type, padding of 16 octets where the JDK makes it, the tag. */
    private int alert() {
        return server.engine().equals("jdk") ? 35 : 19;
    }

    private FtpTestClient login(String protocol) throws IOException {
        var client = FtpTestClient.connect(server.port(), protocol.equals("clear") ? "TLSv1.3" : protocol);
        if (!protocol.equals("clear")) {
            client.secure();
        }
        return client.login("alice");
    }

    /** What has come is kept beside it, under a name that no client sees. */
    private void assertOldIsUntouched() throws IOException {
        assertEquals("old", Files.readString(server.home().resolve("old")));
        assertEquals(List.of("large", "old"), HomeFiles.besideOnePart(server.home()));
    }

    /** Anybody on the way can send a FIN. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void an_upload_that_ends_without_close_notify_is_not_stored(String protocol) throws Exception {
        try (var client = login(protocol); var data = client.openData()) {
            client.ask("STOR old", 150);
            client.secure(data);
            data.write("the beginning of");
            data.wire().shutdownOutput();
            var answer = client.expect(426);
            assertTrue(answer.text().contains("without close_notify; the file may be cut short: send it again"),
                    answer.text());
        }
        assertOldIsUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clear", "TLSv1.3", "TLSv1.2"})
    void an_upload_that_ends_with_a_reset_is_not_stored(String protocol) throws Exception {
        try (var client = login(protocol); var data = client.openData()) {
            client.ask("STOR old", 150);
            client.secure(data);
            data.write("the beginning of".repeat(10_000));
            data.wire().reset();
            client.expect(426);
        }
        assertOldIsUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clear", "TLSv1.3", "TLSv1.2"})
    void an_upload_that_stalls_is_not_stored(String protocol) throws Exception {
        stallTimeout("1s");
        try (var client = login(protocol); var data = client.openData()) {
            client.ask("STOR old", 150);
            client.secure(data);
            data.write("the beginning of");
            client.expect(426);
        }
        assertOldIsUntouched();
    }

    /** The timer watches progress: a client that is slow but moves is left alone. */
    @Test
    void an_upload_that_is_slow_is_stored() throws Exception {
        stallTimeout("5s");
        try (var client = login("TLSv1.3"); var data = client.openData()) {
            client.ask("STOR old", 150);
            client.secure(data);
            for (int i = 0; i < 4; i++) {
                data.write("x");
                Thread.sleep(2000);
            }
            data.end();
            client.expect(226);
        }
        assertEquals("xxxx", Files.readString(server.home().resolve("old")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clear", "TLSv1.3", "TLSv1.2"})
    void a_download_that_nobody_reads_ends(String protocol) throws Exception {
        stallTimeout("1s");
        try (var client = login(protocol); var data = client.openData()) {
            client.ask("RETR large", 150);
            client.secure(data);
            client.expect(426);
            client.ask("NOOP", 200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clear", "TLSv1.3", "TLSv1.2"})
    void a_download_that_the_client_breaks_off_is_not_complete(String protocol) throws Exception {
        try (var client = login(protocol); var data = client.openData()) {
            client.ask("RETR large", 150);
            client.secure(data);
            data.socket().getInputStream().readNBytes(1000);
            data.wire().reset();
            client.expect(426);
        }
    }

    /** What follows the last bytes is close_notify alone: FileZilla fails where another alert comes before it. */
    @ParameterizedTest
    @ValueSource(strings = {"RETR old", "LIST", "MLSD", "RETR empty"})
    void a_download_ends_with_close_notify_and_nothing_else(String command) throws Exception {
        Files.createFile(server.home().resolve("empty"));
        try (var client = login("TLSv1.3"); var data = client.openData()) {
            client.ask(command, 150);
            client.secure(data);
            data.readAll();
            client.expect(226);
            var records = data.wire().recordLengths(0);
            assertEquals(alert(), records.getLast(), records.toString());
            var alerts = records.stream().filter(length -> length == alert()).count();
            assertEquals(1, alerts, records.toString());
        }
    }

    /** Python waits for it in unwrap(). */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void an_upload_is_answered_with_close_notify(String protocol) throws Exception {
        try (var client = login(protocol); var data = client.openData()) {
            client.ask("STOR new", 150);
            client.secure(data);
            data.write("new");
            data.end();
            client.expect(226);
            assertEquals(0, data.readAll().length);
            if (protocol.equals("TLSv1.3")) {
                assertEquals(alert(), data.wire().recordLengths(0).getLast());
            }
        }
    }
}
