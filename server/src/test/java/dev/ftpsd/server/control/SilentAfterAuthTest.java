package dev.ftpsd.server.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;

import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * Clients that send AUTH and then nothing. What they would be told can leave neither in clear nor under TLS; it must end them all
 * the same, and cost nobody else anything.
 */
final class SilentAfterAuthTest {

    /** Enough for each event loop of a small machine to have some. */
    private static final int SILENT = 16;

    @TempDir
    Path directory;

    /** The time to log in is that of a busy machine for a handshake. */
    @ParameterizedTest
    @ValueSource(strings = {"auto", "jdk"})
    void they_are_ended_when_their_time_to_log_in_is_over_and_others_are_served(String engine) throws Exception {
        try (var server = WireServer.start(directory, "",
                "limits: { login-timeout: 6s }\ntls: { engine: " + engine + ", handshake-timeout: 0s }\n")) {
            var silent = new ArrayList<FtpTestClient>();
            for (var i = 0; i < SILENT; i++) {
                var client = FtpTestClient.connect(server.port());
                client.ask("AUTH TLS", 234);
                silent.add(client);
            }
            for (var client : silent) {
                var heard = new String(untilTheEnd(client), StandardCharsets.ISO_8859_1);
                assertFalse(heard.contains("421"), "in clear: " + heard);
                client.close();
            }
            for (var i = 0; i < SILENT; i++) {
                try (var other = FtpTestClient.connect(server.port())) {
                    other.secure().ask("NOOP", 200);
                }
            }
        }
    }

    /** Fails when the end does not come within the client's patience. */
    private static byte[] untilTheEnd(FtpTestClient client) throws IOException {
        return client.wire().getInputStream().readAllBytes();
    }
}
