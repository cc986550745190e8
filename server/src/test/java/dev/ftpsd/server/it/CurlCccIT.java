package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * curl's CCC: in passive mode it sends no close_notify of its own, in active mode it does. OpenSSL never resumes a session whose
 * connection went without one, so that in passive mode data cannot be bound.
 */
@Needs("curl")
final class CurlCccIT {

    @TempDir
    Path directory;

    private Result curl(String mode, String... more) throws IOException, InterruptedException {
        var all = new String[more.length + 7];
        System.arraycopy(new String[]{"-sSv", "--ssl-reqd", "--insecure", "--user", "alice:secret",
                "--ftp-ssl-ccc-mode", mode}, 0, all, 0, 7);
        System.arraycopy(more, 0, all, 7, more.length);
        return Tool.in(directory, "curl").run(all);
    }

    @ParameterizedTest
    @CsvSource({"passive, preferred", "active, required"})
    void the_control_connection_goes_on_in_clear_and_files_still_come_protected(String mode, String resumption)
            throws Exception {
        try (var server = WireServer.start(directory, "  resumption: " + resumption + "\n",
                "protocol: { ccc: true }\n")) {
            Files.writeString(server.home().resolve("a"), "content");
            var url = "ftp://127.0.0.1:" + server.port() + "/";

            var down = curl(mode, url + "a").succeeds();
            assertEquals("content", down.output());
            assertTrue(down.errors().contains("> CCC"), down.errors());
            Files.writeString(directory.resolve("b"), "more");
            curl(mode, "--upload-file", directory.resolve("b").toString(), url).succeeds();
            assertEquals("more", Files.readString(server.home().resolve("b")));
        }
    }
}
