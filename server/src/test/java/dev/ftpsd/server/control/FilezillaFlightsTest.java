package dev.ftpsd.server.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * How often FileZilla waits for the server before it shows a directory, with and without {@code x-filezilla-ftp}: counted in
 * flights of its own, with the commands that it sends on its first connection and on those behind it.
 */
final class FilezillaFlightsTest {

    private static final List<String> FIRST =
            List.of("SYST", "FEAT", "CLNT FileZilla", "OPTS UTF8 ON", "PBSZ 0", "PROT P",
                    "PWD", "TYPE I");
    private static final List<String> FIRST_BY_PROMISE = List.of("FEAT", "PWD", "TYPE I");
    private static final List<String> LATER =
            List.of("CLNT FileZilla", "OPTS UTF8 ON", "PBSZ 0", "PROT P", "PWD", "TYPE I");
    private static final List<String> LATER_BY_PROMISE = List.of("PWD", "TYPE I");

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory);
        Files.writeString(server.home().resolve("file"), "content");
    }

    /**
     * @param toLogin flights until 230
     * @param first until the first octet of a listing, on the first connection
     * @param later the same on the others
     */
    @ParameterizedTest
    @CsvSource({"TLSv1.3,ftp,4,16,14", "TLSv1.3,x-filezilla-ftp,4,11,10", "TLSv1.2,ftp,5,17,15",
            "TLSv1.2,x-filezilla-ftp,5,12,11"})
    void the_promise_saves_five_flights_on_the_first_connection_and_four_on_each_behind_it(String protocol,
            String selected, int toLogin, int first, int later) throws Exception {
        var promised = selected.equals("x-filezilla-ftp");

        assertEquals(List.of(toLogin, first), flights(protocol, selected, promised ? FIRST_BY_PROMISE : FIRST));
        assertEquals(List.of(toLogin, later), flights(protocol, selected, promised ? LATER_BY_PROMISE : LATER));
    }

    /** Until 230, and until the listing begins; those of the data connection included, TCP's own not. */
    private List<Integer> flights(String protocol, String selected, List<String> commands) throws IOException {
        try (var client = FtpTestClient.connect(server.port(), protocol)) {
            client.tls().offer(selected);
            client.ask("AUTH TLS", 234);
            client.shakeHands();
            client.ask("USER alice", 331);
            client.ask("PASS secret", 230);
            var toLogin = client.wire().flights();

            for (var command : commands) {
                client.send(command);
                var answer = client.read();
                assertEquals(2, answer.code() / 100, answer.toString());
            }
            client.tls().offer("ftp-data");
            try (var data = client.openData()) {
                client.ask("MLSD", 150);
                client.secure(data);
                assertTrue(data.socket().getInputStream().read() >= 0, "the listing is empty");
                return List.of(toLogin, client.wire().flights() + data.wire().flights());
            }
        }
    }
}
