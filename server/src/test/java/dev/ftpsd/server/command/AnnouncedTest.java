package dev.ftpsd.server.command;

import java.nio.file.Path;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ALLO announces holds for the next upload and for no other, whatever becomes of that. */
final class AnnouncedTest {

    @Test
    void an_upload_that_is_refused_uses_the_number_up(@TempDir Path directory) throws Exception {
        var users = TestServer.USERS.replace("    tls:", "    limits: { quota: 1000B }\n    tls:");
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE, users);
                var one = FtpTestClient.connect(server.port());
                var other = FtpTestClient.connect(server.port())) {
            one.login("alice");
            other.login("alice");
            one.ask("ALLO 800", 200);
            one.epsv();
            one.ask("STOR nowhere/x", 553);
            other.store("large", new byte[500]);

            one.store("small", new byte[10]);
        }
    }
}
