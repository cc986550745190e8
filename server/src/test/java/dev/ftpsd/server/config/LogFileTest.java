package dev.ftpsd.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.ftpsd.server.config.yaml.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code log4j2.xml}: what Log4j would not say, since without that file it has no place to say it. */
class LogFileTest {

    private static final String RIGHT = """
            <Configuration>
              <Appenders><Console name="stdout"/></Appenders>
              <Loggers><Root level="INFO"><AppenderRef ref="stdout"/></Root></Loggers>
            </Configuration>
            """;

    @TempDir
    Path folder;

    private List<String> problems(String text) throws Exception {
        Files.writeString(folder.resolve("log4j2.xml"), text);
        return LogFile.problem(folder).stream().map(Problem::toString).toList();
    }

    private void refused(String text, String words) throws Exception {
        var problems = problems(text);
        assertEquals(1, problems.size(), text);
        assertTrue(problems.getFirst().startsWith("log4j2.xml" + words), problems::toString);
        assertTrue(problems.getFirst().endsWith("; correct it, or delete it for the built-in one"), problems::toString);
    }

    @Test
    void the_shipped_file_is_right_and_so_is_none() throws Exception {
        assertEquals(List.of(), problems(Files.readString(Path.of("../conf/log4j2.xml"))));
        Files.delete(folder.resolve("log4j2.xml"));
        assertEquals(List.of(), LogFile.problem(folder).stream().toList());
    }

    @Test
    void what_log4j_takes_besides_is_right() throws Exception {
        assertEquals(List.of(), problems(RIGHT));
        assertEquals(List.of(), problems(RIGHT.toLowerCase(java.util.Locale.ROOT)));
        assertEquals(List.of(), problems(RIGHT.replace("Root", "AsyncRoot")));
        assertEquals(List.of(), problems("<Configuration xmlns:xi=\"http://www.w3.org/2001/XInclude\">"
                + "<xi:include href=\"loggers.xml\"/></Configuration>"));
    }

    @Test
    void half_a_file_is_told_with_its_line() throws Exception {
        refused(RIGHT.replace("</Root>", ""), ":3:60: not XML: ");
        refused(RIGHT.substring(0, 20), ":2:5: not XML: ");
        refused("", ":1:1: not XML: ");
    }

    @Test
    void another_document_and_one_without_a_root_logger_are_told() throws Exception {
        refused("<html/>", ": begins with <html> and not with <Configuration>");
        refused("<Configuration/>", ": has no <Root> in its <Loggers>");
    }

    @Test
    void a_file_that_cannot_be_read_is_told() throws Exception {
        Files.createDirectory(folder.resolve("log4j2.xml"));

        assertEquals(
                List.of("log4j2.xml: cannot be read: Is a directory; correct it, or delete it for the built-in one"),
                LogFile.problem(folder).stream().map(Problem::toString).toList());
    }

    /** Whoever writes the file shall not make the server read others, or fetch something. */
    @Test
    void nothing_that_it_names_elsewhere_is_read() throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "<!ELEMENT Configuration ANY>");

        assertEquals(List.of(), problems("<!DOCTYPE Configuration SYSTEM \"" + folder.resolve("nowhere").toUri()
                + "\" [<!ENTITY s SYSTEM \"" + secret.toUri() + "\">]>\n"
                + RIGHT.replace("<Loggers>", "&s;<Loggers>")));
    }
}
