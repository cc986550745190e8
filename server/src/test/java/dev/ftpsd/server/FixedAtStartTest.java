package dev.ftpsd.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class FixedAtStartTest {

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "server/src/docs/DESIGN.md"})
    void the_documents_name_every_key_that_needs_a_restart(String file) throws Exception {
        var text = Files.readString(Path.of("..").resolve(file));

        assertEquals(List.of(), FixedAtStart.KEYS.stream()
                .map(key -> key.endsWith(".") ? key.substring(0, key.length() - 1) : key)
                .filter(key -> !text.contains("`" + key + "`")).toList());
    }
}
