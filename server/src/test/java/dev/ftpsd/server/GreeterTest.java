package dev.ftpsd.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.config.SettingsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the log says at start of a listener without TLS. */
final class GreeterTest {

    private static final String REQUIRED = "required: false";

    @TempDir
    Path folder;

    private List<String> warnings(String protection, String users) throws Exception {
        Files.writeString(folder.resolve("ftpsd.yaml"), "version: 1\nlisteners: [{ name: plant, port: 0, tls: off }]\n"
                + "data: { protection: " + protection + " }\n");
        Files.writeString(folder.resolve("users.yaml"), users);
        var loaded = new SettingsReader(Map.of()).read(folder);
        try (var log = new HeardLog()) {
            Greeter.warn(loaded.settings(), loaded.users());
            return log.lines("line").stream().filter(line -> line.contains("listener plant")).toList();
        }
    }

    @Test
    void where_nobody_may_log_in_without_tls_it_is_said_and_what_lets_somebody_in() throws Exception {
        for (var protection : List.of("private", "any")) {
            var users = TestServer.USERS.replace(REQUIRED,
                    protection.equals("any") ? "required: true" : REQUIRED);

            var warnings = warnings(protection, users);

            assertEquals(1, warnings.size(), protection);
            assertTrue(warnings.getFirst().contains("nobody can log in there: its tls is off, and no user has"
                    + " tls: { required: false, protection: any } (users.yaml)"), warnings::toString);
        }
    }

    @Test
    void where_one_user_may_nothing_is_said() throws Exception {
        assertEquals(List.of(),
                warnings("private", TestServer.USERS.replace(REQUIRED, REQUIRED + ", protection: any")));
        assertEquals(List.of(), warnings("any", TestServer.USERS));
    }
}
