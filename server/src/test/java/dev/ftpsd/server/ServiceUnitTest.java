package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.ftpsd.server.admin.ExitCodes;
import dev.ftpsd.server.config.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the unit for systemd says of the server is so. */
final class ServiceUnitTest {

    private static final Path UNIT = Path.of("src/main/dist/systemd/ftpsd.service");

    private Map<String, String> keys = Map.of();

    @BeforeEach
    void read() throws IOException {
        keys = Files.readAllLines(UNIT).stream().filter(line -> !line.startsWith("#") && line.contains("="))
                .collect(Collectors.toMap(line -> line.split("=", 2)[0], line -> line.split("=", 2)[1]));
    }

    private String key(String name) {
        return keys.getOrDefault(name, "");
    }

    @Test
    void a_stop_waits_for_longer_than_transfers_may() {
        assertTrue(Integer.parseInt(key("TimeoutStopSec")) > Settings.DEFAULTS.server().shutdownGrace().toSeconds());
        assertEquals("mixed", key("KillMode"), "else hooks that judge uploads are killed with the first signal");
    }

    @Test
    void what_a_person_must_correct_is_not_tried_again() {
        assertEquals(ExitCodes.USAGE + " " + ExitCodes.UNAVAILABLE + " " + ExitCodes.CONFIG,
                key("RestartPreventExitStatus"));
    }

    @Test
    void it_may_write_where_it_does_and_nowhere_else() {
        var tree = Path.of(key("WorkingDirectory"));
        var server = Settings.DEFAULTS.server();

        assertEquals("strict", key("ProtectSystem"));
        assertEquals(
                List.of(tree.resolve(server.stateDir()), tree.resolve(server.runDir()), tree.resolve("data")).stream()
                        .map(Path::toString).toList(),
                List.of(key("ReadWritePaths").split(" ")));
    }

    @Test
    void it_calls_what_is_in_the_tree() {
        assertEquals(key("WorkingDirectory") + "/bin/ftpsd run", key("ExecStart"));
        assertEquals(key("WorkingDirectory") + "/bin/ftpsd reload", key("ExecReload"));
    }
}
