package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.ftpsd.server.config.yaml.Key;
import dev.ftpsd.server.config.yaml.Reading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The rows that are asserted here one by one go when their feature comes; the first test is for all that remain. */
class NotYetInForceTest {

    @TempDir
    Path folder;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder);
    }

    @Test
    void every_row_names_a_key_that_exists() {
        var known = Stream.concat(Reading.keys(MachineSchema::read).stream(), Reading.keys(UsersFile::read).stream())
                .map(NotYetInForceTest::asInTable)
                .collect(Collectors.toSet());

        NotYetInForce.keys().forEach(key -> assertTrue(known.contains(key), key));
    }

    private static String asInTable(Key key) {
        var path = key.path().replaceFirst("^(users\\[]|groups\\[]|defaults)\\.", "user.");
        return key.list() ? path + "[]" : path;
    }

    @Test
    void a_key_that_is_set_to_its_default_brings_nothing() throws Exception {
        conf.machine("tls: { hosts: [], client-ocsp: \"off\", expiry-warning: [21d, 7d, 1d] }\n");

        assertEquals(List.of(), conf.warnings());
    }
}
