package dev.ftpsd.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What Log4j is told before the first line is logged. */
class LoggingTest {

    private static final String FILE = "log4j2.configurationFile";
    private static final String LAYOUT = "ftpsd.log";

    @TempDir
    Path conf;

    @AfterEach
    void forget() {
        System.clearProperty(FILE);
        System.clearProperty(LAYOUT);
    }

    @Test
    void the_file_of_the_folder_is_used() throws Exception {
        var file = Files.copy(Path.of("../conf/log4j2.xml"), conf.resolve("log4j2.xml"));

        assertEquals(List.of(), Logging.configure(conf));
        assertEquals(file.toUri().toString(), System.getProperty(FILE));
    }

    @Test
    void a_broken_file_is_told_with_its_line_and_the_built_in_one_is_used() throws Exception {
        Files.writeString(conf.resolve("log4j2.xml"), "<Configuration>\n  <Loggers>\n</Configuration>\n");

        var said = Logging.configure(conf);
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.getFirst().matches("log4j2\\.xml:3:\\d+: not XML: .*; correct it, or delete it for the built-in"
                + " one\\. The built-in one holds until the next start"), said::toString);
        assertNull(System.getProperty(FILE));
    }

    @Test
    void the_form_is_known_in_either_case_and_another_is_told() {
        System.setProperty(LAYOUT, "JSON");
        assertEquals(List.of(), Logging.configure(conf));
        assertEquals("json", System.getProperty(LAYOUT));

        System.setProperty(LAYOUT, "yaml");
        assertEquals(List.of("FTPSD_LOG: \"yaml\" is no form of the log: write line or json; line holds"),
                Logging.configure(conf));
    }
}
