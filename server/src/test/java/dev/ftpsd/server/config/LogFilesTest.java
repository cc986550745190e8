package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What {@code conf/log4j2.xml} can be made to write to files. */
class LogFilesTest {

    private static final Path SHIPPED = Path.of("../conf/log4j2.xml");
    private static final String XFERLOG = "dev.ftpsd.xferlog";

    @TempDir
    Path home;

    @BeforeEach
    void place() {
        System.setProperty("ftpsd.home", home.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty("ftpsd.home");
    }

    private static LoggerContext context(Path file) {
        var context = new LoggerContext("test");
        context.start(ConfigurationFactory.getInstance().getConfiguration(context, "test", file.toUri()));
        return context;
    }

    /** As its comment says: {@code sed -i /FILES/d}. */
    private Path withFiles() throws IOException {
        try (var lines = Files.lines(SHIPPED)) {
            return Files.writeString(home.resolve("log4j2.xml"),
                    lines.filter(line -> !line.contains("FILES")).collect(Collectors.joining("\n")));
        }
    }

    private Path file(String name) {
        return home.resolve("state/log").resolve(name);
    }

    @Test
    void as_shipped_nothing_is_written_to_files_and_no_xferlog_is_made() {
        try (var context = context(SHIPPED)) {
            assertFalse(context.getLogger(XFERLOG).isTraceEnabled());
            assertEquals(Level.INFO, context.getLogger("dev.ftpsd.events").getLevel());
        }
        assertFalse(Files.exists(home.resolve("state")));
    }

    @Test
    void without_the_lines_with_files_the_events_and_the_xferlog_are_in_files_of_their_own() throws Exception {
        try (var context = context(withFiles())) {
            context.getLogger(XFERLOG).trace("Thu Sep  3 04:05:06 2026 …");
            context.getLogger("dev.ftpsd.events").info("login session=1 user=\"ä\"");
            context.getLogger("dev.ftpsd.server.Greeter").info("ready");
        }

        assertEquals("Thu Sep  3 04:05:06 2026 …\n", Files.readString(file("xferlog")));
        var events = Files.readString(file("events.log"));
        assertTrue(events.matches("\\S+ INFO  events login session=1 user=\"ä\"\n"), events);
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file("xferlog"))));
    }
}
