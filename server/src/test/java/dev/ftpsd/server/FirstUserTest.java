package dev.ftpsd.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.SettingsReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A password that was made is kept as a hash alone: whoever does not see it now never does. */
class FirstUserTest {

    @TempDir
    Path directory;

    private final List<String> shown = new ArrayList<>();
    private FirstUser users;

    @BeforeEach
    void make() {
        users = new FirstUser(new Installation(directory), Map.of(), shown::add);
    }

    private Loaded loaded(String list) throws Exception {
        var conf = Files.createDirectories(directory.resolve("conf"));
        Files.writeString(conf.resolve("ftpsd.yaml"), "version: 1\n");
        Files.writeString(conf.resolve("users.yaml"), "version: 1\nusers: " + list + "\n");
        return new SettingsReader(Map.of()).read(conf);
    }

    @Test
    void the_password_that_a_reload_makes_is_told() throws Exception {
        users.find(loaded("[ { name: acme } ]"));
        users.tell();
        assertEquals(List.of(), shown);

        var directory = users.of(loaded("[]"));

        assertTrue(directory.find("ftpsd").isPresent());
        assertEquals(1, shown.size());
        assertTrue(shown.getFirst().matches("The password of user ftpsd is  \\S{20}  - shown this once; .*"),
                shown.getFirst());
    }

    @Test
    void a_password_is_told_once() throws Exception {
        users.find(loaded("[]"));
        users.tell();
        users.tell();
        users.of(loaded("[]"));

        assertEquals(1, shown.size());
    }
}
